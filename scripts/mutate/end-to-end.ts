import { type Fate, testsNotice } from './fate.ts'
import { type Witness, witnessesOf } from './reach.ts'
import type { FileResult } from './runner.ts'
import type { Runner } from './runner-process.ts'
import type { Mutant } from './sample.ts'

/** How long the files that are asked about one mutant may take together, as measured without it. */
export const askedMs = 180_000

/** The nearest files that fit into the time; at least one. */
function withinTime(witnesses: readonly Witness[]): readonly Witness[] {
  let sumMs = 0
  return witnesses.filter(({ durationMs }, index) => {
    const fits = index === 0 || sumMs + durationMs <= askedMs
    if (fits) sumMs += durationMs
    return fits
  })
}

/** Finds out whether end-to-end tests notice a mutant that nobody else did. They are asked one by one, the nearest first. */
export async function endToEndFateOf(mutant: Mutant, reach: readonly FileResult[], runner: Runner): Promise<Fate> {
  const witnesses = witnessesOf(mutant, reach)
  const asked = withinTime(witnesses)
  for (const witness of asked) {
    const fate = await testsNotice(mutant, [witness], runner)
    if (fate) return { kind: 'failed end-to-end test', by: fate.by }
  }
  const bound = asked.length < witnesses.length ? `, of which ${asked.length} fit into ${askedMs / 1_000} s` : ''
  return { kind: 'survived', by: `${witnesses.length} end-to-end test files pass it${bound}` }
}
