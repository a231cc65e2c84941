import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { endToEndRound } from './mutate/end-to-end-round.ts'
import { reasonOf } from './mutate/equivalent.ts'
import { type Fate, farFateOf, nearCount, nearFateOf } from './mutate/fate.ts'
import { importersIn } from './mutate/importers.ts'
import { observe } from './mutate/observe.ts'
import { copyProject, createCompiler } from './mutate/project-copy.ts'
import { nearest, shareLoads } from './mutate/reach.ts'
import type { RunnerStart } from './mutate/runner.ts'
import { createRunner, type Runner } from './mutate/runner-process.ts'
import { drawMutants, isSource, type Mutant } from './mutate/sample.ts'
import { scores } from './mutate/score.ts'

// Damages the sources one place at a time and runs the tests that pass the place: each is printed with its fate.

const root = resolve(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    seed: { type: 'string', multiple: true, default: ['1'] },
    count: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '2' },
    under: { type: 'string', multiple: true, default: ['contracts', 'mocks', 'suites'] },
    'unit-only': { type: 'boolean', default: false },
  },
})

const listed = ['ls-files', '--cached', '--others', '--exclude-standard']
const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).trim().split('\n')
const texts = new Map(
  files.filter((file) => /\.tsx?$/.test(file)).map((file) => [file, readFileSync(join(root, file), 'utf8')]),
)
const sources = new Map([...texts].filter(([file]) => isSource(file, values.under)))
const mutants = values.seed.flatMap((seed) => drawMutants(sources, Number(values.count), Number(seed)))

const isEndToEnd = (file: string) => file.endsWith('.e2e.test.ts')
const tests = files.filter((file) => file.endsWith('.test.ts') && !file.startsWith('fixtures/consumers/'))
const importersOf = importersIn(texts)
const damagedFiles = new Set(mutants.map(({ file }) => file))
const importers = new Map([...damagedFiles].map((file) => [file, importersOf([file])]))
const unitTestsOf = (file: string) => tests.filter((test) => !isEndToEnd(test) && importers.get(file)?.has(test))

/** Those that import a damaged file, or start a process that may. */
function endToEndTests(): readonly string[] {
  const starters = [...texts].filter(([, text]) => /node:child_process|playwright-core/.test(text))
  const found = importersOf([...damagedFiles, ...starters.map(([file]) => file)])
  return tests.filter((file) => isEndToEnd(file) && found.has(file))
}

const copies: string[] = []
const copy = () => {
  const folder = copyProject(root, files)
  copies.push(folder)
  return folder
}

const compilerFolder = copy()
const refuses = createCompiler(compilerFolder)

/** Runs something in processes for tests of one kind; they end with it. */
async function withRunners(start: RunnerStart, act: (runners: readonly Runner[]) => Promise<void>): Promise<void> {
  const startFile = join(compilerFolder, `${start.kind}.json`)
  writeFileSync(startFile, JSON.stringify(start))
  const runners = Array.from({ length: Number(values.jobs) }, () => createRunner(startFile))
  await act(runners)
  for (const runner of runners) runner.close()
}

const fates = new Map<Mutant, Fate>()

function tell(mutant: Mutant, fate: Fate): void {
  fates.set(mutant, fate)
  const { seed, file, line, mutation, text } = mutant
  console.log(
    `${seed} ${fate.kind}: ${file}:${line} ${mutation.what}: ${text} (${fate.by.replace(/\s+/g, ' ').slice(0, 200)})`,
  )
}

/** Does something for each mutant, one at a time in each process. */
async function inTurn(
  some: readonly Mutant[],
  runners: readonly Runner[],
  act: (mutant: Mutant, runner: Runner) => Promise<void>,
): Promise<void> {
  const queue = [...some]
  await Promise.all(
    runners.map(async (runner) => {
      for (let next = queue.shift(); next; next = queue.shift()) await act(next, runner)
    }),
  )
}

const fileOf = new Map(mutants.map(({ id, file }) => [id, file]))
const nearOf = (mutant: Mutant) => nearest(mutant, unitTestsOf(mutant.file), nearCount)
const switched = Object.groupBy(mutants, ({ file }) => file) as RunnerStart['mutants'] // no key lacks its list
await withRunners({ folder: copy(), kind: 'unit', mutants: switched }, async (runners) => {
  await inTurn(mutants, runners, async (mutant, runner) => {
    const fate = await nearFateOf(mutant, nearOf(mutant), runner, refuses)
    if (fate) tell(mutant, fate)
  })
  const left = mutants.filter((mutant) => !fates.has(mutant))
  const others = new Set(left.flatMap(({ file }) => unitTestsOf(file)))
  console.log(`\n${left.length} are asked of ${others.size} unit test files`)
  const imports = (test: string, id: number) => importers.get(fileOf.get(id) ?? '')?.has(test) ?? false
  const reach = await observe([...others], runners, 10, (results) => shareLoads(results, imports))
  await inTurn(left, runners, async (mutant, runner) =>
    tell(mutant, await farFateOf(mutant, nearOf(mutant), reach, runner)),
  )
})

const survivors = mutants.filter((mutant) => fates.get(mutant)?.kind === 'survived')
if (!values['unit-only'] && survivors.length > 0) {
  console.log(`\n${survivors.length} are asked of the end-to-end tests`)
  const folder = copy()
  await withRunners({ folder, kind: 'end-to-end', mutants: {} }, (runners) =>
    endToEndRound(folder, survivors, endToEndTests(), runners, tell),
  )
}

const judged = [...fates].map(([mutant, fate]) => ({ mutant, fate, equivalent: reasonOf(mutant) }))
for (const { mutant, fate, equivalent } of judged) {
  if (equivalent === undefined) continue
  const where = `${mutant.file}:${mutant.line} ${mutant.mutation.what}`
  console.log(fate.kind === 'survived' ? `equivalent: ${where}: ${equivalent}` : `not equivalent after all: ${where}`)
}
console.log(`\n${scores(judged, !values['unit-only'])}`)
for (const folder of copies) rmSync(folder, { recursive: true })
