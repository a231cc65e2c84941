import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, longest first, so that none of them is left over when all others are done. */
export const slowFiles = [
  'suites/client/mutants/first-half.e2e.test.ts',
  'suites/client/mutants/second-half.e2e.test.ts',
  'scripts/recipes/recipes.e2e.test.ts',
  'suites/client/driver/check-driver.e2e.test.ts',
  'suites/client/driver/sample-drivers.e2e.test.ts',
  'suites/client/one-call.e2e.test.ts',
  'suites/client/check-client.e2e.test.ts',
  'suites/client/in-process/clocks.e2e.test.ts',
  'mocks/faults/matrix.e2e.test.ts',
  'mocks/server/early-answers.e2e.test.ts',
  'scripts/replicas/replicas.e2e.test.ts',
  'mocks/console/console.e2e.test.ts',
  'suites/backend/legal-backends/waiting.e2e.test.ts',
  'suites/backend/legal-backends/first-half.e2e.test.ts',
  'suites/backend/legal-backends/second-half.e2e.test.ts',
  'suites/backend/broken-backends/first-half.e2e.test.ts',
  'suites/backend/broken-backends/second-half.e2e.test.ts',
  'scripts/readme/readme.e2e.test.ts',
  'scripts/verify.e2e.test.ts',
]

/** Puts the slow files before the others. */
export function slowFirst<T>(files: readonly T[], pathOf: (file: T) => string): T[] {
  const rank = (file: T) => {
    const at = slowFiles.indexOf(pathOf(file))
    return at === -1 ? slowFiles.length : at
  }
  return files.toSorted((a, b) => rank(a) - rank(b))
}

/** Vitest's order, by what it knows of earlier runs or by size, but the slow files first: a fresh clone knows nothing. */
export class SlowFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return slowFirst(await super.sort(files), ({ moduleId, project }) => relative(project.config.root, moduleId))
  }
}
