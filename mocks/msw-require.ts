import { createRequire } from 'node:module'
import { defaultHandlers, type HandlerMaker, makeHandlers } from './adapters/msw.ts'
import { explainMissingMsw } from './adapters/msw-trouble.ts'
import { withFiles } from './adapters/with-files.ts'
import type * as Msw from './msw.ts'

// `aion-contract/msw` for `require` in Node, which can load modules but not wait for them.

function loadMsw(): HandlerMaker {
  const load = createRequire(import.meta.url)
  try {
    return load('msw/http')
  } catch {
    return load('msw')
  }
}

/** msw, or why there is none. */
function findMsw(): HandlerMaker {
  try {
    return loadMsw()
  } catch (error) {
    throw explainMissingMsw(error)
  }
}

const msw = findMsw()

export const createHandlers: typeof Msw.createHandlers = (options) => makeHandlers(msw, withFiles(options))
export const handlers: Msw.MockHandlers = defaultHandlers(msw)

export * from './adapters/steering.ts'
export type { InProcessOptions, MockHandlers, WorldControls } from './msw.ts'
