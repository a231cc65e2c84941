import type * as Msw from './msw.ts'
import { explainMissingMsw } from './msw-trouble.ts'

// `aion-contract/msw` for `import` in Node: only what is loaded late can be missed in our own words. Bundlers name what they
// miss themselves, and take the module behind this one.
const { createHandlers, handlers }: typeof Msw = await import('./msw.ts').catch((error: unknown) => {
  throw explainMissingMsw(error)
})

export type { InProcessOptions, MockHandlers, WorldControls } from './msw.ts'
export * from './steering.ts'
export { createHandlers, handlers }
