import { defaultHandlers, type HandlerMaker, makeHandlers } from './adapters/msw.ts'
import { explainMissingMsw } from './adapters/msw-trouble.ts'
import { withFiles } from './adapters/with-files.ts'
import type * as Msw from './msw.ts'

// `aion-contract/msw` for `import` in Node: only what is loaded late can be missed in our own words. Bundlers name what they
// miss themselves, and take `msw.ts`.

/**
 * What makes handlers, which version 3 of msw also has by itself: the rest of it takes a sixth of its time to load. A bundler must
 * not look for it, since it is not in version 2.
 */
const ofVersion3: string = 'msw/http'

async function loadMsw(): Promise<HandlerMaker> {
  try {
    return await import(ofVersion3)
  } catch {
    return await import('msw')
  }
}

const msw = await loadMsw().catch((error: unknown) => {
  throw explainMissingMsw(error)
})

export const createHandlers: typeof Msw.createHandlers = (options) => makeHandlers(msw, withFiles(options))
export const handlers: Msw.MockHandlers = defaultHandlers(msw)

export * from './adapters/steering.ts'
export type { InProcessOptions, MockHandlers, WorldControls } from './msw.ts'
