import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import {
  BaseSequencer,
  createVitest,
  type InlineConfig,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from 'vitest/node'
import type { Passes } from './setup.ts'
import { strayText } from './stray.ts'
import { switchOption, takePassed } from './switch-option.ts'
import { type Switched, withSwitches } from './switches.ts'

// The process that runs tests with a mutant switched on. It reads each source once, with all mutants in it, and stays.
// Unit tests learn from their setup file which mutant is on; end-to-end tests start processes, which learn it as they start.

/** What a runner is started with. */
export interface RunnerStart {
  /** The folder of the project. */
  readonly folder: string
  /** Which tests it runs. */
  readonly kind: 'unit' | 'end-to-end'
  /** The mutants of each source, by its path from the folder; none where the sources hold them already. */
  readonly mutants: Readonly<Record<string, readonly Switched[]>>
}

/** Test files to run in this order, until one fails. */
export interface RunRequest {
  readonly tests: readonly string[]
  /** None is 0. */
  readonly mutant: number
  readonly maxPasses: number
  readonly isWhole: boolean
}

/** What became of one test file. */
export interface FileResult {
  readonly test: string
  readonly durationMs: number
  /** How often it passed each mutant; for end-to-end tests once, and by whichever file of the run. */
  readonly passes: Readonly<Record<number, number>>
  /** The first failure: the test's name and its message. */
  readonly failure: string | undefined
}

/** Keeps the order that was asked for. */
class GivenOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

function failureOf(module: TestModule): string | undefined {
  for (const test of module.children.allTests('failed')) {
    return `${test.fullName}: ${test.result().errors?.[0]?.message ?? ''}`
  }
  return module.ok() ? undefined : (module.errors()[0]?.message ?? 'a hook failed')
}

const selections: Readonly<Record<RunnerStart['kind'], InlineConfig>> = {
  unit: {
    include: ['{contracts,fixtures,mocks,suites,scripts}/**/*.test.ts'],
    exclude: ['**/*.e2e.test.ts', 'fixtures/consumers/**', '**/node_modules/**'],
    setupFiles: [join(import.meta.dirname, 'setup.ts')],
    // As the project runs them: the files of one request share a process, and what they import is loaded once.
    isolate: false,
    testTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
  'end-to-end': {
    include: ['{mocks,suites,scripts}/**/*.e2e.test.ts'],
    // Many a mutant is noticed because what a test waits for never comes.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
}

async function start({ folder, kind, mutants }: RunnerStart): Promise<Vitest> {
  return createVitest(
    {
      root: folder,
      config: false,
      watch: false,
      fsModuleCache: false, // it would serve texts with the switches of another run
      ...selections[kind],
      reporters: [{}],
      hookTimeout: 120_000,
      maxWorkers: 1,
      sequence: { sequencer: GivenOrder },
    },
    {
      plugins: [
        {
          name: 'switches',
          enforce: 'pre',
          transform(code, id) {
            const own = mutants[relative(folder, id)]
            return own ? { code: withSwitches(code, own), map: null } : undefined
          },
        },
      ],
    },
  )
}

const [, , startFile = ''] = process.argv
/** Beside the file that it was started with: who made that removes all of it, also when this process is killed. */
const ownFolder = (name: string) => mkdtempSync(join(dirname(startFile), name))
const passesFolder = ownFolder('passes-')
const passedFile = join(ownFolder('passed-'), 'passed')

const known = new Set<string>()

/** What the test files of one run left behind, by their path. */
function takePasses(): ReadonlyMap<string, Passes['passes']> {
  const names = readdirSync(passesFolder)
  const processes = new Set(names.map((name) => name.split('-')[0] ?? ''))
  // One that has loaded sources with another mutant on would keep what they made of it.
  if ([...processes].some((one) => known.has(one))) throw new Error('A process for tests was used for two requests')
  for (const one of processes) known.add(one)
  const files = names.map((name) => join(passesFolder, name))
  const all = files.map((file): Passes => JSON.parse(readFileSync(file, 'utf8')))
  for (const file of files) rmSync(file)
  return new Map(all.map(({ test, passes }) => [test, passes]))
}

async function run(vitest: Vitest, { folder, kind }: RunnerStart, request: RunRequest): Promise<readonly FileResult[]> {
  vitest.state.filesMap.clear()
  vitest.state.idMap.clear()
  vitest.config.bail = request.isWhole ? 0 : 1
  vitest.provide('passesFolder', passesFolder)
  vitest.provide('mutant', { id: request.mutant, maxPasses: request.maxPasses })
  if (kind === 'end-to-end') process.env.NODE_OPTIONS = switchOption(request.mutant, passedFile)
  const project = vitest.getRootProject()
  const files = request.tests.map((test) => project.createSpecification(join(folder, test)))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(files)
  const passed = takePassed(passedFile)
  const passes = takePasses()
  const results = testModules
    .filter((module) => module.state() !== 'queued' && module.state() !== 'pending')
    .map((module) => ({
      test: module.relativeModuleId,
      durationMs: module.diagnostic().duration + module.diagnostic().collectDuration,
      passes: passes.get(module.moduleId) ?? passed,
      failure: failureOf(module),
    }))
  const [stray] = unhandledErrors
  return stray
    ? [...results, { test: '', durationMs: 0, passes: {}, failure: `unhandled: ${strayText(stray)}` }]
    : results
}

const begin = JSON.parse(readFileSync(startFile, 'utf8')) as RunnerStart // written by the parent process
const vitest = await start(begin)

process.on('message', async (request: RunRequest) => {
  process.send?.(await run(vitest, begin, request))
})
process.send?.('ready')
