import * as msw from 'msw'
import type { InProcessOptions } from './adapters/in-process.ts'
import { defaultHandlers, type MockHandlers, makeHandlers } from './adapters/msw.ts'

export type { InProcessOptions, WorldControls } from './adapters/in-process.ts'
export type { MockHandlers } from './adapters/msw.ts'
export * from './adapters/steering.ts'

/**
 * One MSW handler for each operation, and one for what is left of the API's paths, over a world of their own.
 * @example
 * const mock = createHandlers({ acceptAnyKey: true })
 * const server = setupServer(...mock)
 * server.listen()
 * mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 2 })
 * const limited = await fetch('https://api.aionvision.tech/api/v2/user-files')
 * if (limited.status !== 429) throw new Error('the limit was not met')
 * @throws TypeError on an unknown option, Error when `baseUrl` or `tenant` cannot be one or msw is too old
 */
export function createHandlers(options: InProcessOptions = {}): MockHandlers {
  return makeHandlers(msw, options)
}

/** Handlers of a world with every default, for setups that need no more: `setupServer(...handlers)`. */
export const handlers: MockHandlers = defaultHandlers(msw)
