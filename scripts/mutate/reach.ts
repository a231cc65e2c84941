import type { FileResult } from './runner.ts'
import type { Mutant } from './sample.ts'

/** A test file that passes a mutant. */
export interface Witness {
  readonly test: string
  readonly passes: number
  readonly durationMs: number
}

/** How many steps between folders lead from one file to another. */
function distance(from: string, to: string): number {
  const [one, other] = [from.split('/'), to.split('/')]
  const shared = one.findIndex((name, index) => name !== other[index])
  return one.length + other.length - 2 * shared
}

const isBeside = (test: string, { file }: Mutant) => test === file.replace(/\.ts$/, '.test.ts')

/** The green test files that pass a mutant: the one beside it first, then the nearest, of those the quickest. */
export function witnessesOf(mutant: Mutant, results: readonly FileResult[]): readonly Witness[] {
  const rank = (test: string) => (isBeside(test, mutant) ? 0 : distance(mutant.file, test))
  return results
    .filter(({ failure }) => failure === undefined)
    .map(({ test, durationMs, passes }) => ({ test, durationMs, passes: passes[mutant.id] ?? 0 }))
    .filter(({ passes }) => passes > 0)
    .toSorted((one, other) => rank(one.test) - rank(other.test) || one.durationMs - other.durationMs)
}
