import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { slowestFilesReporter } from './scripts/slowest-files.ts'

const outputFile = process.env.TEST_RESULTS ?? '.cache/test-results.json'

// One project per kind of test: `npx vitest run --project unit` for a quick round.
export default defineConfig({
  test: {
    // Half of what the tests take is waiting: two at once keep two cores busy, where vitest by itself would use one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: process.env.CI ? ['default', slowestFilesReporter, ['json', { outputFile }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{contracts,fixtures,mocks,suites,scripts}/**/*.test.ts'],
          exclude: ['**/*.e2e.test.ts', 'fixtures/consumers/**', '**/node_modules/**'],
          // For machines that are busy with something else; alone the slowest takes a second or two.
          testTimeout: 30_000,
        },
      },
      { test: { name: 'e2e', include: ['{mocks,suites,scripts}/**/*.e2e.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'consumers',
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
