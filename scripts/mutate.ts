import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Fate, fateOf } from './mutate/fate.ts'
import { copyProject, createCompiler } from './mutate/project-copy.ts'
import type { FileResult, RunnerStart } from './mutate/runner.ts'
import { createRunner } from './mutate/runner-process.ts'
import { drawMutants, isSource, type Mutant } from './mutate/sample.ts'

// Damages the sources one place at a time and runs the unit tests that pass the place: each is printed with its fate.

const root = resolve(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    seed: { type: 'string', multiple: true, default: ['1'] },
    count: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '2' },
    under: { type: 'string', multiple: true, default: ['contracts', 'mocks', 'suites'] },
  },
})

const listed = ['ls-files', '--cached', '--others', '--exclude-standard']
const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).trim().split('\n')
const sources = files.filter((file) => isSource(file, values.under))
const texts = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
const mutants = values.seed.flatMap((seed) => drawMutants(texts, Number(values.count), Number(seed)))

const tests = files.filter(
  (file) => file.endsWith('.test.ts') && !file.endsWith('.e2e.test.ts') && !file.startsWith('fixtures/consumers/'),
)
const [testsFolder, compilerFolder] = [copyProject(root, files), copyProject(root, files)]
const startFile = join(compilerFolder, 'runner.json')
const start: RunnerStart = { folder: testsFolder, mutants: Object.groupBy(mutants, ({ file }) => file) as never } // no key lacks its list
writeFileSync(startFile, JSON.stringify(start))
const runners = Array.from({ length: Number(values.jobs) }, () => createRunner(startFile))

/** Runs every test once, with no mutant on: who passes which place, how often, how long. */
async function observe(): Promise<readonly FileResult[]> {
  const queue = [...tests]
  const results: FileResult[] = []
  await Promise.all(
    runners.map(async (runner) => {
      for (let some = queue.splice(0, 10); some.length > 0; some = queue.splice(0, 10)) {
        const done = await runner.run({ tests: some, mutant: 0, maxPasses: 0, isWhole: true }, 1_800_000)
        if (!done) throw new Error(`${some.join(' ')} did not end`)
        results.push(...done)
      }
    }),
  )
  return results
}

const reach = await observe()
for (const { test, failure } of reach)
  if (failure) console.log(`not asked, for it fails by itself: ${test}: ${failure}`)

console.log(
  `${reach.length} test files, of which ${reach.filter(({ passes }) => Object.keys(passes).length > 0).length} pass a mutant`,
)

const refuses = createCompiler(compilerFolder)
const fates = new Map<Mutant, Fate>()
const queue = [...mutants]
await Promise.all(
  runners.map(async (runner) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const fate = await fateOf(next, reach, runner, refuses)
      fates.set(next, fate)
      console.log(
        `${next.seed} ${fate.kind}: ${next.file}:${next.line} ${next.mutation.what}: ${next.text} (${fate.by.slice(0, 200)})`,
      )
    }
    runner.close()
  }),
)

/** Rules, and what runs them. */
const isEngine = ({ file }: Mutant) => /^suites\/(rules|(backend|client)\/(rules|run|judging|judge)[/.])/.test(file)

function score(name: string, some: readonly Mutant[]): string {
  const count = (kind: Fate['kind']) => some.filter((mutant) => fates.get(mutant)?.kind === kind).length
  const noticed = some.length - count('survived')
  return `${name}: ${noticed} of ${some.length} noticed (${((100 * noticed) / some.length).toFixed(1)} %): ${count('failed test')} by a test, ${count('type error')} by the compiler, ${count('too slow')} by their time`
}

for (const seed of values.seed) {
  console.log(
    score(
      `seed ${seed}`,
      mutants.filter((mutant) => mutant.seed === Number(seed)),
    ),
  )
}
console.log(score('rules and engines', mutants.filter(isEngine)))
for (const folder of [testsFolder, compilerFolder]) rmSync(folder, { recursive: true })
