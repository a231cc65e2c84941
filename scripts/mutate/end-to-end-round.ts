import { endToEndFateOf } from './end-to-end.ts'
import type { Fate } from './fate.ts'
import { observe } from './observe.ts'
import { switchOnDisk, whileDamaged } from './project-copy.ts'
import type { Runner } from './runner-process.ts'
import type { Mutant } from './sample.ts'

/** The console runs in a browser, which knows no switch: its text is damaged, and its own tests build it anew. */
const consoleFolder = 'mocks/console/'
const isOfConsole = ({ file }: Mutant) => file.startsWith(consoleFolder)

/** Asks the end-to-end tests about mutants, in a copy of the project that is theirs: says what became of each. */
export async function endToEndRound(
  folder: string,
  mutants: readonly Mutant[],
  tests: readonly string[],
  runners: readonly Runner[],
  tell: (mutant: Mutant, fate: Fate) => void,
): Promise<void> {
  switchOnDisk(
    folder,
    mutants.filter((mutant) => !isOfConsole(mutant)),
  )
  const ofConsole = mutants.filter(isOfConsole)
  const passesOfConsole = Object.fromEntries(ofConsole.map(({ id }) => [id, 1]))
  const reach = (await observe(tests, runners, 1)).map((result) =>
    result.test.startsWith(consoleFolder) ? { ...result, passes: { ...result.passes, ...passesOfConsole } } : result,
  )
  const queue = mutants.filter((mutant) => !isOfConsole(mutant))
  await Promise.all(
    runners.map(async (runner) => {
      for (let next = queue.shift(); next; next = queue.shift()) tell(next, await endToEndFateOf(next, reach, runner))
    }),
  )
  // One at a time and alone: others would see the damage, too.
  for (const mutant of ofConsole) {
    for (const runner of runners.slice(0, 1)) {
      tell(mutant, await endToEndFateOf(mutant, reach, damaging(folder, mutant, runner)))
    }
  }
}

/** A runner that damages the text of a mutant whenever it should be on. */
export const damaging = (folder: string, mutant: Mutant, runner: Runner): Runner => ({
  ...runner,
  run(request, limitMs) {
    const run = () => runner.run(request, limitMs)
    return request.mutant === mutant.id ? whileDamaged(folder, mutant, run) : run()
  },
})
