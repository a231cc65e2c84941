import { readHosts } from './api-hosts.ts'
import { callWorld } from './call-world.ts'
import { layFetch } from './fetch-layers.ts'
import { createInProcessWorld, type InProcessOptions, type WorldControls } from './in-process.ts'
import { routeFetch } from './route-fetch.ts'

export interface InstallOptions extends InProcessOptions {
  /** The API's hosts, such as `api.aionvision.tech` or `localhost:3000`; without a port, every port of the host is meant. */
  readonly hosts: readonly string[]
}

/** A mock that stands in the place of the global fetch, and what steers it. */
export interface InstalledFetch extends WorldControls {
  /** Gives the global fetch back. Once is enough; `using` does it at the end of the block. */
  restore(): void
  [Symbol.dispose](): void
}

function refuseForeignBase(baseUrl: string | undefined, isOurs: (url: URL) => boolean): void {
  const url = baseUrl === undefined || baseUrl.startsWith('/') ? null : URL.parse(baseUrl)
  if (url && !isOurs(url)) throw new TypeError(`baseUrl is on ${url.host}, which is not among hosts`)
}

/**
 * Lets the global fetch answer for the API's hosts in process, and pass every other call on: for code that cannot be given a
 * `fetch`. Whatever is asked of these hosts stays here: a path that is none of the API's gets HTTP_404. What kept the old
 * fetch before, or sends with `node:http`, does not come by.
 * @example
 * using mock = installFetch({ hosts: ['api.aionvision.tech'], acceptAnyKey: true })
 * mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 2 })
 * const limited = await fetch('https://api.aionvision.tech/api/v2/user-files')
 * if (limited.status !== 429) throw new Error('the limit was not met')
 * @throws TypeError on an unknown option or hosts that are none, Error when `baseUrl` or `tenant` cannot be one
 */
export function installFetch(options: InstallOptions): InstalledFetch {
  const { hosts, ...others } = options
  const isOurs = readHosts(hosts)
  const world = createInProcessWorld(others, 'installFetch')
  refuseForeignBase(others.baseUrl, isOurs)
  const mock = callWorld(world, (url) => world.targetOf(url) ?? url.pathname + url.search)
  const restore = layFetch((below) => routeFetch(isOurs, mock, below))
  const { faults, journal, clock, reset } = world
  return { faults, journal, clock, reset, restore, [Symbol.dispose]: restore }
}
