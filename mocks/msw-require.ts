import { createRequire } from 'node:module'
import type * as Msw from './msw.ts'
import { explainMissingMsw } from './msw-trouble.ts'

/** `aion-contract/msw` for `require` in Node, which can load modules but not wait for them. */
function load(): typeof Msw {
  try {
    return createRequire(import.meta.url)('./msw.js')
  } catch (error) {
    throw explainMissingMsw(error)
  }
}

export type { InProcessOptions, MockHandlers, WorldControls } from './msw.ts'
export * from './steering.ts'
export const { createHandlers, handlers }: typeof Msw = load()
