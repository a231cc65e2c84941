import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, inject } from 'vitest'

// Runs before each test file: decides which mutant is on, and notes which ones the file passes, how often.

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutant that is on, and after how many passes a loop is taken for endless. */
    readonly mutant: { readonly id: number; readonly maxPasses: number }
    /** The folder for what each test file passed. */
    readonly passesFolder: string
  }
}

/** How often a test file passed each mutant, by id. */
export interface Passes {
  readonly test: string
  readonly passes: Readonly<Record<number, number>>
}

declare global {
  var isMutant: ((id: number) => boolean) | undefined
}

const { id: active, maxPasses } = inject('mutant')
const passes: Record<number, number> = {}

globalThis.isMutant = (id) => {
  const count = (passes[id] ?? 0) + 1
  passes[id] = count
  if (id !== active) return false
  if (count > maxPasses) throw new Error(`no end after ${maxPasses} passes`)
  return true
}

afterAll(() => {
  const seen: Passes = { test: expect.getState().testPath ?? '', passes }
  writeFileSync(join(inject('passesFolder'), `${process.pid}-${performance.now()}.json`), JSON.stringify(seen))
})
