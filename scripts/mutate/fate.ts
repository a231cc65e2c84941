import { type Witness, witnessesOf } from './reach.ts'
import type { FileResult } from './runner.ts'
import type { Runner } from './runner-process.ts'
import type { Mutant } from './sample.ts'

/** What became of a mutant, and what noticed it. */
export interface Fate {
  readonly kind: 'failed test' | 'type error' | 'too slow' | 'failed end-to-end test' | 'survived'
  readonly by: string
}

/** A place is taken for an endless loop when it is passed so many times more often than it should. */
const endlessFactor = 100

/** How many of the nearest tests are asked before the compiler, which takes longer than they do. */
export const nearCount = 6

const limitMs = (witnesses: readonly Witness[]) =>
  120_000 + 30 * witnesses.reduce((sum, { durationMs }) => sum + durationMs, 0)

const failed = (results: readonly FileResult[]) => results.find(({ failure }) => failure !== undefined)

/** Runs tests with the mutant switched on. A failure counts when the same file then passes without it. */
export async function testsNotice(
  mutant: Mutant,
  witnesses: readonly Witness[],
  runner: Runner,
): Promise<Fate | undefined> {
  if (witnesses.length === 0) return undefined
  const tests = witnesses.map(({ test }) => test)
  const maxPasses = 1000 + endlessFactor * Math.max(...witnesses.map(({ passes }) => passes))
  const limit = limitMs(witnesses)
  const run = (id: number, files: readonly string[], time: number) =>
    runner.run({ tests: files, mutant: id, maxPasses, isWhole: false }, time)
  const results = await run(mutant.id, tests, limit)
  if (!results) {
    const sound = await run(0, tests, limit / 4)
    return sound && !failed(sound) ? { kind: 'too slow', by: tests.join(' ') } : undefined
  }
  const failure = failed(results)
  if (!failure) return undefined
  const sound = await run(0, failure.test ? [failure.test] : tests, limit)
  if (sound && !failed(sound)) return { kind: 'failed test', by: `${failure.test}: ${failure.failure}` }
  const others = witnesses.filter(({ test }) => test !== failure.test)
  return failure.test ? testsNotice(mutant, others, runner) : undefined
}

/** What is not known yet of a test that nobody has run: rather more than it is. */
const unknown = { passes: 10_000, durationMs: 2_000 }

/** Finds out whether the nearest tests notice a mutant, or the compiler. They need not have run before. */
export async function nearFateOf(
  mutant: Mutant,
  near: readonly string[],
  runner: Runner,
  refuses: (mutant: Mutant) => Promise<string | undefined>,
): Promise<Fate | undefined> {
  const witnesses = near.map((test) => ({ test, ...unknown }))
  const fate = await testsNotice(mutant, witnesses, runner)
  if (fate) return fate
  const message = await refuses(mutant)
  return message === undefined ? undefined : { kind: 'type error', by: message }
}

/** Finds out whether any other test that passes a mutant notices it. */
export async function farFateOf(
  mutant: Mutant,
  near: readonly string[],
  reach: readonly FileResult[],
  runner: Runner,
): Promise<Fate> {
  const witnesses = witnessesOf(mutant, reach)
  const others = witnesses.filter(({ test }) => !near.includes(test))
  return (
    (await testsNotice(mutant, others, runner)) ?? { kind: 'survived', by: `${witnesses.length} test files pass it` }
  )
}
