import { bodyOf, networkError, type WebRequest } from './fetch.ts'
import type { InProcessWorld } from './in-process.ts'

type Fetch = typeof globalThis.fetch

/** Path and query of a URL as the core locates them; throws what the call shall fail with when there are none. */
export type TargetOf = (url: URL) => string

const plainMethods: ReadonlySet<string | undefined> = new Set([undefined, 'GET', 'HEAD', 'DELETE', 'OPTIONS'])

/** Takes the plain call apart without building a `Request`, which costs more than answering it. */
function plainCall(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  targetOf: TargetOf,
): WebRequest | undefined {
  if (input instanceof Request || (init?.body !== undefined && init.body !== null)) return undefined
  // What is unusual is judged by `Request`: methods of any case, redirect modes, addresses with a password.
  if (!plainMethods.has(init?.method) || init?.redirect !== undefined) return undefined
  const url = new URL(input)
  if (url.username !== '' || url.password !== '') return undefined
  const headers = init?.headers instanceof Headers ? init.headers : new Headers(init?.headers)
  return {
    method: init?.method ?? 'GET',
    origin: url.origin,
    target: targetOf(url),
    headers,
    body: null,
    signal: init?.signal ?? undefined,
  }
}

function fullCall(input: RequestInfo | URL, init: RequestInit | undefined, targetOf: TargetOf): WebRequest {
  const request = new Request(input, init)
  const url = new URL(request.url)
  const { method, headers, signal } = request
  return { method, origin: url.origin, target: targetOf(url), headers, body: bodyOf(request), signal }
}

/** A function of fetch's shape that has a world answer one request, and follows nothing. */
export function callWorld(world: Pick<InProcessWorld, 'answer'>, targetOf: TargetOf): Fetch {
  return async (input, init) => {
    init?.signal?.throwIfAborted()
    const call = plainCall(input, init, targetOf) ?? fullCall(input, init, targetOf)
    call.signal?.throwIfAborted()
    const response = await world.answer(call)
    if (response === networkError)
      throw new TypeError('fetch failed', { cause: new Error('the mock broke the connection') })
    return response
  }
}
