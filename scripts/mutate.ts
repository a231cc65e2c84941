import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { createRandom } from '../mocks/core/random.ts'
import { damage, findMutations, type Mutation } from './mutate/mutations.ts'

// Damages the sources one place at a time and runs the tests that reach the place: each is printed with its fate.

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '..')
const timeoutMs = 300_000

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '2' },
    under: { type: 'string', multiple: true, default: ['contracts', 'mocks', 'suites'] },
  },
})

interface Mutant extends Mutation {
  readonly file: string
  readonly line: number
}

type Fate = 'type error' | 'failed test' | 'too slow' | 'survived'

const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')

const isSource = (file: string) =>
  values.under.some((folder) => file.startsWith(`${folder}/`) || file === folder) &&
  /(?<!\.d|\.test)\.ts$/.test(file) &&
  !/\/(generated|testing)\//.test(file)

/** Chooses places at random, each file as likely as it has places. */
function choose(count: number, seed: number): Mutant[] {
  const all = tracked.filter(isSource).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return findMutations(text).map(
      (one): Mutant => ({ ...one, file, line: text.slice(0, one.start).split('\n').length }),
    )
  })
  const random = createRandom(seed)
  const chosen = new Set<Mutant>()
  while (chosen.size < Math.min(count, all.length)) {
    const one = all[Math.floor(random() * all.length)]
    if (one) chosen.add(one)
  }
  return [...chosen]
}

/** A copy of the project in which files can be damaged. */
function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'))
  for (const file of tracked) cpSync(join(root, file), join(folder, file))
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  execFileSync('git', ['init', '-q'], { cwd: folder }) // the linter and some tests ask git what belongs to the project
  return folder
}

async function succeeds(command: string, args: readonly string[], cwd: string): Promise<boolean | 'too slow'> {
  try {
    await run(command, args, { cwd, timeout: timeoutMs, maxBuffer: 67_108_864, env: { ...process.env, CI: '' } })
    return true
  } catch (error) {
    return (error as { killed?: boolean }).killed ? 'too slow' : false // what execFile rejects with
  }
}

/** What vitest is asked for, the quickest first: the test beside the file, then all that reach it. */
const testRuns = (file: string): readonly (readonly string[])[] => [
  ['--project', 'unit', file.replace(/\.ts$/, '.test.ts')],
  ['related', '--project', 'unit', file],
  ['related', '--project', 'e2e', file],
]

async function fateOf(mutant: Mutant, folder: string): Promise<Fate> {
  const path = join(folder, mutant.file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, damage(text, mutant))
  try {
    if ((await succeeds('npx', ['tsc', '--noEmit'], folder)) === false) return 'type error'
    for (const args of testRuns(mutant.file)) {
      const isGreen = await succeeds('npx', ['vitest', ...args, '--run', '--bail', '1', '--passWithNoTests'], folder)
      if (isGreen !== true) return isGreen === false ? 'failed test' : isGreen
    }
    return 'survived'
  } finally {
    writeFileSync(path, text)
  }
}

const mutants = choose(Number(values.count), Number(values.seed))
const counts: Record<Fate, number> = { 'type error': 0, 'failed test': 0, 'too slow': 0, survived: 0 }
const queue = [...mutants]

async function work(): Promise<void> {
  const folder = copyProject()
  for (let next = queue.shift(); next; next = queue.shift()) {
    const fate = await fateOf(next, folder)
    counts[fate] += 1
    console.log(`${fate}: ${next.file}:${next.line} ${next.what}`)
  }
  rmSync(folder, { recursive: true })
}

await Promise.all(Array.from({ length: Number(values.jobs) }, work))
const noticed = mutants.length - counts.survived
console.log(
  `seed ${values.seed}: ${noticed} of ${mutants.length} noticed (${((100 * noticed) / mutants.length).toFixed(1)} %): ${counts['failed test']} by a test, ${counts['type error']} by the compiler, ${counts['too slow']} by their time`,
)
