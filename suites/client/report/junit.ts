import { junitReport } from '../../report/junit.ts'
import type { NamedReport } from './named-report.ts'

/** The report for CI systems: one test case for each rule. */
export function clientJunit({ client, verdicts, elapsedMs }: NamedReport): string {
  return junitReport({
    name: 'aion-contract.client',
    target: client,
    verdicts,
    elapsedMs,
    detail: ({ findings }) =>
      findings.map(({ verdict, scenario, evidence }) => `${verdict}  ${scenario}: ${evidence}`).join('\n'),
  })
}
