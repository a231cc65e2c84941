import { createHandlers, type MockHandlers } from './adapters/msw.ts'

export { createHandlers, type MockHandlers } from './adapters/msw.ts'
export type { InProcessOptions, WorldControls } from './in-process.ts'
export * from './steering.ts'

/** Handlers of a world with every default, for setups that need no more: `setupServer(...handlers)`. */
export const handlers: MockHandlers = createHandlers()
