type Fetch = typeof globalThis.fetch

/** A `Request` of another implementation than the global one: of node-fetch, of undici as a package, of happy-dom, of a polyfill. */
export interface ForeignRequest {
  readonly url: string
  readonly method: string
  readonly headers: { forEach(take: (value: string, name: string) => void): void }
  readonly redirect?: RequestRedirect
  readonly signal?: Pick<AbortSignal, 'aborted' | 'reason' | 'addEventListener'> | null
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Whether something is a request, but none that the global `fetch` knows. */
export function isForeignRequest(input: unknown): input is ForeignRequest {
  if (typeof input !== 'object' || input === null || input instanceof Request || input instanceof URL) return false
  const { url, method, headers, arrayBuffer } = input as Partial<ForeignRequest> // each is looked at
  return (
    typeof url === 'string' &&
    typeof method === 'string' &&
    typeof headers?.forEach === 'function' &&
    typeof arrayBuffer === 'function'
  )
}

/** A signal of the global kind that aborts when another does. */
function signalOf({ signal }: ForeignRequest): AbortSignal {
  const controller = new AbortController()
  if (signal?.aborted) controller.abort(signal.reason)
  else signal?.addEventListener('abort', () => controller.abort(signal.reason))
  return controller.signal
}

async function nativeRequest(request: ForeignRequest): Promise<Request> {
  const { url, method, redirect = 'follow' } = request
  const headers = new Headers()
  request.headers.forEach((value, name) => {
    headers.append(name, value)
  })
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer()
  return new Request(url, {
    method,
    headers,
    redirect,
    signal: signalOf(request),
    body: body?.byteLength ? body : null,
  })
}

/** Lets a function of fetch's shape take requests of other implementations, too. */
export function takeForeign(fetch: Fetch): Fetch {
  return async (input, init) => fetch(isForeignRequest(input) ? await nativeRequest(input) : input, init)
}
