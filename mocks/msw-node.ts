import { explainMissingMsw } from './adapters/msw-trouble.ts'
import { withFiles } from './adapters/with-files.ts'
import type * as Msw from './msw.ts'

// `aion-contract/msw` for `import` in Node: only what is loaded late can be missed in our own words. Bundlers name what they
// miss themselves, and take the module behind this one.
const { createHandlers: fromObjects, handlers }: typeof Msw = await import('./msw.ts').catch((error: unknown) => {
  throw explainMissingMsw(error)
})

const createHandlers: typeof fromObjects = (options) => fromObjects(withFiles(options))

export * from './adapters/steering.ts'
export type { InProcessOptions, MockHandlers, WorldControls } from './msw.ts'
export { createHandlers, handlers }
