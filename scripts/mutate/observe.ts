import type { FileResult } from './runner.ts'
import type { Runner } from './runner-process.ts'

/**
 * Runs each test file once with no mutant on, so many at a time in each process: who passes which place, how long. `read`
 * corrects what those of one process say.
 */
export async function observe(
  tests: readonly string[],
  runners: readonly Runner[],
  atATime: number,
  read = (results: readonly FileResult[]) => results,
): Promise<readonly FileResult[]> {
  const queue = [...tests]
  const results: FileResult[] = []
  await Promise.all(
    runners.map(async (runner) => {
      for (let some = queue.splice(0, atATime); some.length > 0; some = queue.splice(0, atATime)) {
        const done = await runner.run({ tests: some, mutant: 0, maxPasses: 0, isWhole: true }, 1_800_000)
        if (!done) throw new Error(`${some.join(' ')} did not end`)
        results.push(...read(done))
      }
    }),
  )
  for (const { test, failure } of results)
    if (failure) console.log(`not asked, for it fails by itself: ${test}: ${failure}`)
  return results
}
