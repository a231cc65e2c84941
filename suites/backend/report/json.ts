import { clip } from '../../report/clip.ts'
import { jsonReport } from '../../report/json.ts'
import type { RuleVerdict } from '../../rules/finding.ts'
import { countVerdicts } from '../../rules/verdict.ts'
import { countObserved } from '../coverage.ts'
import type { Exchange } from '../exchange.ts'
import { operationTable } from '../operation-table.ts'
import type { BackendFinding } from '../rule.ts'
import type { Verification } from '../verify.ts'
import { presentable } from './presentable.ts'

/** So many letters of exchanges are written; findings beyond tell their evidence only, in short. */
const mostLetters = 4_000_000

const shortEvidence = 200

const lettersOf = ({ request, answer }: Exchange): number => {
  const lines = [...request.headers, ...(answer?.headers ?? [])].flat()
  return [request.url, request.body ?? '', answer?.body ?? '', ...lines].reduce((sum, { length }) => sum + length, 0)
}

function bounded(verdicts: readonly RuleVerdict<BackendFinding>[]): readonly RuleVerdict<BackendFinding>[] {
  let letters = 0
  const whole = (finding: BackendFinding): BackendFinding => {
    if (finding.exchange) letters += lettersOf(finding.exchange)
    if (letters <= mostLetters) return finding
    const { rule, level, verdict, evidence, fingerprint } = finding
    return { rule, level, verdict, evidence: clip(evidence, shortEvidence), fingerprint }
  }
  return verdicts.map((judged) => ({ ...judged, findings: judged.findings.map(whole) }))
}

/** The report for machines, as report.schema.json has it. */
export function backendJson(verification: Verification): string {
  const { verdicts, coverage, run, isGood } = presentable(verification)
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
    leftovers: run.leftovers ?? [],
    verdicts: bounded(verdicts),
  })
}
