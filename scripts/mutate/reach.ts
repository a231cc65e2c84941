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

const rank = (test: string, mutant: Mutant) => (isBeside(test, mutant) ? 0 : distance(mutant.file, test))

/** So many tests that may pass a mutant: the one beside it first, then the nearest. */
export const nearest = (mutant: Mutant, tests: readonly string[], count: number): readonly string[] =>
  tests.toSorted((one, other) => rank(one, mutant) - rank(other, mutant)).slice(0, count)

/**
 * Test files that ran in one process load each source once: whichever of them was the first passed what is passed while it
 * loads, and every other one that imports the source may pass it alone.
 */
export function shareLoads(
  results: readonly FileResult[],
  imports: (test: string, mutant: number) => boolean,
): readonly FileResult[] {
  const passed = [...new Set(results.flatMap(({ passes }) => Object.keys(passes).map(Number)))]
  return results.map((result) => {
    const loads = passed.filter((id) => imports(result.test, id)).map((id) => [id, 1] as const)
    return { ...result, passes: { ...Object.fromEntries(loads), ...result.passes } }
  })
}

/** The green test files that pass a mutant: the one beside it first, then the nearest, of those the quickest. */
export function witnessesOf(mutant: Mutant, results: readonly FileResult[]): readonly Witness[] {
  return results
    .filter(({ failure }) => failure === undefined)
    .map(({ test, durationMs, passes }) => ({ test, durationMs, passes: passes[mutant.id] ?? 0 }))
    .filter(({ passes }) => passes > 0)
    .toSorted((one, other) => rank(one.test, mutant) - rank(other.test, mutant) || one.durationMs - other.durationMs)
}
