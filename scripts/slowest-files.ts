import type { Reporter, TestModule } from 'vitest/node'

const most = 10

/** The files whose tests took longest, a line each: `  12.3 s  suites/client/run.test.ts`. */
export function slowestFiles(files: readonly { readonly path: string; readonly durationMs: number }[]): string[] {
  return files
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, most)
    .map(({ path, durationMs }) => `${(durationMs / 1_000).toFixed(1).padStart(6)} s  ${path}`)
}

/** Prints the slowest test files when all are done, so that a run says where its time went. */
export const slowestFilesReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const files = modules.map((module) => ({
      path: module.relativeModuleId,
      durationMs: module.diagnostic().duration,
    }))
    console.log(`The slowest files:\n${slowestFiles(files).join('\n')}\n`)
  },
}
