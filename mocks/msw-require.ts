import { createRequire } from 'node:module'
import { explainMissingMsw } from './adapters/msw-trouble.ts'
import { withFiles } from './adapters/with-files.ts'
import type * as Msw from './msw.ts'

/** `aion-contract/msw` for `require` in Node, which can load modules but not wait for them. */
function load(): typeof Msw {
  try {
    return createRequire(import.meta.url)('./msw.js')
  } catch (error) {
    throw explainMissingMsw(error)
  }
}

export * from './adapters/steering.ts'
export type { InProcessOptions, MockHandlers, WorldControls } from './msw.ts'

const { createHandlers: fromObjects, handlers }: typeof Msw = load()
const createHandlers: typeof fromObjects = (options) => fromObjects(withFiles(options))

export { createHandlers, handlers }
