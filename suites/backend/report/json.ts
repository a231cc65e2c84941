import { jsonReport } from '../../report/json.ts'
import { countVerdicts } from '../../rules/verdict.ts'
import { countObserved } from '../coverage.ts'
import { operationTable } from '../operation-table.ts'
import type { Verification } from '../verify.ts'

/** The report for machines, as report.schema.json has it. */
export function backendJson({ verdicts, coverage, run, isGood }: Verification): string {
  const { operations, codes, has } = operationTable(run)
  return jsonReport({
    suite: 'backend',
    target: run.baseUrl,
    isGood,
    ending: run.ending,
    startedAt: new Date(run.startedMs).toISOString(),
    elapsedMs: Math.round(run.elapsedMs),
    requests: run.exchanges.length,
    allowed: run.allowed,
    counts: countVerdicts(verdicts),
    coverage: {
      codes: { observed: countObserved(coverage.codes), of: coverage.codes.length, rows: coverage.codes },
      statuses: { observed: countObserved(coverage.statuses), of: coverage.statuses.length, rows: coverage.statuses },
      operations: Object.fromEntries(
        operations.map((operation) => [operation, codes.filter((code) => has(operation, code))]),
      ),
    },
    recipes: run.recipes,
    verdicts,
  })
}
