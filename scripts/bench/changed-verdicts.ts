import type { ClientReport } from '../../suites/client/judge.ts'
import type { Verdict } from '../../suites/rules/verdict.ts'

/** A rule whose verdict was not the same in all runs, with what it was. */
export interface ChangedVerdict {
  readonly rule: string
  readonly verdicts: readonly Verdict[]
}

/** The rules that did not say the same of the same client each time. */
export function changedVerdicts(reports: readonly Pick<ClientReport, 'verdicts'>[]): ChangedVerdict[] {
  const byRule = Map.groupBy(
    reports.flatMap(({ verdicts }) => verdicts),
    ({ rule }) => rule,
  )
  return [...byRule]
    .map(([rule, all]) => ({ rule, verdicts: [...new Set(all.map(({ verdict }) => verdict))] }))
    .filter(({ verdicts }) => verdicts.length > 1)
}
