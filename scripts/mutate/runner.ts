import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { BaseSequencer, createVitest, type TestModule, type TestSpecification, type Vitest } from 'vitest/node'
import type { Passes } from './setup.ts'
import { type Switched, withSwitches } from './switches.ts'

// The process that runs tests with a mutant switched on. It reads each source once, with all mutants in it, and stays.

/** What a runner is started with. */
export interface RunnerStart {
  /** The folder of the project. */
  readonly folder: string
  /** The mutants of each source, by its path from the folder. */
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

async function start({ folder, mutants }: RunnerStart): Promise<Vitest> {
  return createVitest(
    {
      root: folder,
      config: false,
      watch: false,
      fsModuleCache: false, // it would serve texts with the switches of another run
      include: ['{contracts,fixtures,mocks,suites,scripts}/**/*.test.ts'],
      exclude: ['**/*.e2e.test.ts', 'fixtures/consumers/**', '**/node_modules/**'],
      setupFiles: [join(import.meta.dirname, 'setup.ts')],
      reporters: [{}],
      testTimeout: 120_000,
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

const passesFolder = mkdtempSync(join(tmpdir(), 'mutate-passes-'))
process.on('exit', () => rmSync(passesFolder, { recursive: true }))

/** What the test files of one run left behind, by their path. */
function takePasses(): ReadonlyMap<string, Passes['passes']> {
  const files = readdirSync(passesFolder).map((name) => join(passesFolder, name))
  const all = files.map((file): Passes => JSON.parse(readFileSync(file, 'utf8')))
  for (const file of files) rmSync(file)
  return new Map(all.map(({ test, passes }) => [test, passes]))
}

async function run(vitest: Vitest, folder: string, request: RunRequest): Promise<readonly FileResult[]> {
  vitest.state.filesMap.clear()
  vitest.state.idMap.clear()
  vitest.config.bail = request.isWhole ? 0 : 1
  vitest.provide('passesFolder', passesFolder)
  vitest.provide('mutant', { id: request.mutant, maxPasses: request.maxPasses })
  const project = vitest.getRootProject()
  const files = request.tests.map((test) => project.createSpecification(join(folder, test)))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(files)
  const passes = takePasses()
  const results = testModules
    .filter((module) => module.state() !== 'queued' && module.state() !== 'pending')
    .map((module) => ({
      test: module.relativeModuleId,
      durationMs: module.diagnostic().duration + module.diagnostic().collectDuration,
      passes: passes.get(module.moduleId) ?? {},
      failure: failureOf(module),
    }))
  const [stray] = unhandledErrors
  return stray ? [...results, { test: '', durationMs: 0, passes: {}, failure: `unhandled: ${String(stray)}` }] : results
}

const begin = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as RunnerStart // written by the parent process
const vitest = await start(begin)

process.on('message', async (request: RunRequest) => {
  process.send?.(await run(vitest, begin.folder, request))
})
process.send?.('ready')
