import { bodyOf, networkError, type WebRequest } from './adapters/fetch.ts'
import { followRedirects } from './adapters/follow-redirects.ts'
import {
  createInProcessWorld,
  type InProcessOptions,
  type InProcessWorld,
  type WorldControls,
} from './adapters/in-process.ts'

export type { InProcessOptions, WorldControls } from './adapters/in-process.ts'
export * from './adapters/steering.ts'

/** A `fetch` that never leaves the process, and what steers the world behind it. */
export type MockFetch = typeof globalThis.fetch & WorldControls

/** Takes the plain call apart without building a `Request`, which costs more than answering it. */
function plainCall(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  world: InProcessWorld,
): WebRequest | undefined {
  if (input instanceof Request || (init?.body !== undefined && init.body !== null)) return undefined
  const url = new URL(input)
  const headers = init?.headers instanceof Headers ? init.headers : new Headers(init?.headers)
  return {
    method: init?.method?.toUpperCase() ?? 'GET',
    origin: url.origin,
    target: targetOf(url, world),
    headers,
    body: null,
    signal: init?.signal ?? undefined,
  }
}

function fullCall(input: RequestInfo | URL, init: RequestInit | undefined, world: InProcessWorld): WebRequest {
  const request = new Request(input, init)
  const url = new URL(request.url)
  const { method, headers, signal } = request
  return { method, origin: url.origin, target: targetOf(url, world), headers, body: bodyOf(request), signal }
}

function targetOf(url: URL, world: InProcessWorld): string {
  const target = world.targetOf(url)
  if (target === undefined)
    throw new TypeError(`fetch failed: ${url.href} is not under ${world.base}, and this fetch never leaves the process`)
  return target
}

/**
 * A function of fetch's shape over a world of its own, for code that takes one: no interception, no network.
 * @example
 * const fetch = createFetch({ acceptAnyKey: true })
 * fetch.faults.next('RATE_LIMIT_ERROR', { retryAfter: 2 })
 * const limited = await fetch('https://api.aionvision.tech/api/v2/user-files')
 * if (limited.headers.get('retry-after') !== '2') throw new Error('no wait was asked for')
 * @throws TypeError on an unknown option, Error when `baseUrl` or `tenant` cannot be one
 */
export function createFetch(options: InProcessOptions = {}): MockFetch {
  const world = createInProcessWorld(options, 'createFetch')
  const once: typeof globalThis.fetch = async (input, init) => {
    init?.signal?.throwIfAborted()
    const call = plainCall(input, init, world) ?? fullCall(input, init, world)
    const response = await world.answer(call)
    if (response === networkError)
      throw new TypeError('fetch failed', { cause: new Error('the mock broke the connection') })
    return response
  }
  const { faults, journal, clock, reset } = world
  return Object.assign(followRedirects(once), { faults, journal, clock, reset })
}
