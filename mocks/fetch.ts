import { callWorld } from './adapters/call-world.ts'
import { followRedirects } from './adapters/follow-redirects.ts'
import { takeForeign } from './adapters/foreign-request.ts'
import { createInProcessWorld, type InProcessOptions, type WorldControls } from './adapters/in-process.ts'

export type { InProcessOptions, WorldControls } from './adapters/in-process.ts'
export { type InstalledFetch, type InstallOptions, installFetch } from './adapters/install-fetch.ts'
export * from './adapters/steering.ts'

/** A `fetch` that never leaves the process, and what steers the world behind it. */
export type MockFetch = typeof globalThis.fetch & WorldControls

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
  const once = callWorld(world, (url) => {
    const target = world.targetOf(url)
    if (target === undefined)
      throw new TypeError(
        `fetch failed: ${url.href} is not under ${world.base}, and this fetch never leaves the process`,
      )
    return target
  })
  const { faults, journal, clock, reset } = world
  return Object.assign(takeForeign(followRedirects(once)), { faults, journal, clock, reset })
}
