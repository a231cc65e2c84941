import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { SlowFirstSequencer } from './scripts/slow-first.ts'
import { slowestFilesReporter } from './scripts/slowest-files.ts'

const outputFile = process.env.TEST_RESULTS ?? '.cache/test-results.json'

/** A young generation of this size from the start, collected by one thread: an eighth less work in all. */
const execArgv = ['--min-semi-space-size=32', '--single-threaded-gc']

const endToEnd = {
  execArgv,
  testTimeout: 180_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
}

// One project per kind of test: `npx vitest run --project unit` for a quick round.
export default defineConfig({
  test: {
    // A third of what the tests take is waiting: one more than there are cores keeps them busy.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SlowFirstSequencer },
    reporters: process.env.CI ? ['default', slowestFilesReporter, ['json', { outputFile }]] : ['default'],
    projects: [
      {
        test: {
          // What runs in its own process and takes milliseconds, servers on free ports included.
          name: 'unit',
          execArgv,
          include: ['{contracts,fixtures,mocks,suites,scripts}/**/*.test.ts'],
          exclude: ['**/*.e2e.test.ts', 'fixtures/consumers/**', '**/node_modules/**'],
          // They leave nothing behind in their process, and half of what they would take apart is starting it.
          isolate: false,
          // For machines that are busy with something else; alone the slowest takes a second or two.
          testTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: 'e2e',
          ...endToEnd,
          include: ['{mocks,scripts,suites}/**/*.e2e.test.ts'],
          exclude: ['suites/client/**', '**/node_modules/**'],
          isolate: false,
        },
      },
      {
        test: {
          name: 'e2e of clients',
          ...endToEnd,
          // A check of a client takes the clock of its process over: one that does not end must not take it from others.
          include: ['suites/client/**/*.e2e.test.ts'],
        },
      },
      {
        test: {
          name: 'consumers',
          execArgv,
          include: ['fixtures/consumers/*.test.ts'],
          // Much of what each takes is waiting, and what it does with a processor fills one.
          maxConcurrency: 2,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
