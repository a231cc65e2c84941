type Fetch = typeof globalThis.fetch

/** How many redirects of one call are followed (Fetch, "HTTP-redirect fetch"). */
const maxRedirects = 20

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Headers that describe a body, dropped together with it. */
const bodyHeaders = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']

/** Headers that another origin may not see (Fetch, "HTTP-redirect fetch" step 13; Node drops all three). */
const secretHeaders = ['authorization', 'cookie', 'proxy-authorization']

const failed = (why: string) => new TypeError('fetch failed', { cause: new Error(why) })

/** Gives a response the address under which it was found, without its fragment: a `Response` that was made by hand has none. */
function placed(response: Response, url: string, redirected: boolean): Response {
  const [place] = (response.url || url).split('#')
  return Object.defineProperties(response, { url: { value: place }, redirected: { value: redirected } })
}

/** Fetch changes the method after 301 and 302 for POST, after 303 for all but GET and HEAD; the body is dropped with it. */
const becomesGet = (status: number, method: string) =>
  status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST'

/** The next request of a redirected call. */
function nextRequest(request: Request, status: number, to: URL): Request {
  const { method } = request
  const isDropped = becomesGet(status, method)
  const headers = new Headers(request.headers)
  if (to.origin !== new URL(request.url).origin) for (const name of secretHeaders) headers.delete(name)
  if (isDropped) for (const name of bodyHeaders) headers.delete(name)
  const { signal, redirect } = request
  if (isDropped) return new Request(to, { method: 'GET', headers, signal, redirect })
  return new Request(to, {
    method,
    headers,
    signal,
    redirect,
    body: request.body,
    ...(request.body && { duplex: 'half' }),
  })
}

/**
 * Lets a function of fetch's shape follow redirects as fetch does, by the call's `redirect` mode.
 * @param once answers one request and follows nothing
 */
export function followRedirects(once: Fetch): Fetch {
  async function follow(first: Response, given: Request): Promise<Response> {
    let response = first
    let request = given
    for (let count = 0; redirects.has(response.status); count += 1) {
      const location = response.headers.get('location')
      if (location === null) break
      if (request.redirect === 'error') throw failed('unexpected redirect')
      if (count === maxRedirects) throw failed('redirect count exceeded')
      await response.body?.cancel()
      const next = nextRequest(request, response.status, new URL(location, request.url))
      // One of the two is read by whoever answers, the other one stays for the next redirect.
      request = next.clone()
      response = await once(next)
    }
    return placed(response, request.url, request !== given)
  }

  return async (input, init) => {
    const isRepeatable = !(input instanceof Request && input.body)
    const spare = isRepeatable ? input : input.clone()
    const response = await once(input, init)
    const { href: url } = new URL(input instanceof Request ? input.url : input)
    const mode = init?.redirect ?? (input instanceof Request ? input.redirect : 'follow')
    if (!redirects.has(response.status) || mode === 'manual') return placed(response, url, false)
    // A stream has been read by now: it cannot be sent again, and need not be where the body is dropped.
    const method = init?.method?.toUpperCase() ?? (input instanceof Request ? input.method : 'GET')
    const isDropped = init?.body && becomesGet(response.status, method)
    return follow(response, new Request(spare, isDropped ? { ...init, body: null } : init))
  }
}
