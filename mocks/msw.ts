import { createHandlers, type MockHandlers } from './adapters/msw.ts'

export type { InProcessOptions, WorldControls } from './adapters/in-process.ts'
export { createHandlers, type MockHandlers } from './adapters/msw.ts'
export * from './adapters/steering.ts'

/** Handlers of a world with every default, for setups that need no more: `setupServer(...handlers)`. */
export const handlers: MockHandlers = createHandlers()
