import { jsonReport } from '../../report/json.ts'
import { countVerdicts } from '../../rules/verdict.ts'
import { answeredMs, type CallRun, type ScenarioRun } from '../run.ts'
import { describeScenario } from '../scenario.ts'
import { type NamedReport, scores } from './named-report.ts'

/** Times are milliseconds of the client's clock since its call began. */
function callFacts({ attempts, outcome, startedMs, settledMs, cancelledMs }: CallRun) {
  const since = (at: number | null | undefined) => (at == null ? null : Math.round(at - startedMs))
  return {
    attempts: attempts.map((attempt) => ({
      method: attempt.method,
      target: attempt.target,
      bodyBytes: attempt.body?.bytes ?? 0,
      arrivedMs: since(attempt.times.headMs),
      answeredMs: since(answeredMs(attempt)),
      status: attempt.status,
      transport: attempt.fault,
      askedMs: attempt.askedMs,
    })),
    settledMs: since(settledMs),
    ...(cancelledMs !== undefined && { cancelledMs: since(cancelledMs) }),
    outcome: outcome && {
      ok: outcome.ok,
      name: outcome.name,
      message: outcome.message,
      status: outcome.status,
      code: outcome.code,
      requestId: outcome.requestId,
    },
  }
}

const runFacts = (run: ScenarioRun) => ({
  scenario: describeScenario(run.scenario),
  clock: run.clock,
  calls: run.calls.map(callFacts),
})

/** The report for machines; `client-report.schema.json` beside this file describes it. */
export function clientJson(report: NamedReport): string {
  const { client, clock, startedAt, elapsedMs, verdicts, runs, profile, inferred } = report
  const document = {
    suite: 'client',
    client,
    clock,
    startedAt: startedAt.toISOString(),
    elapsedMs: Math.round(elapsedMs),
    counts: countVerdicts(verdicts),
    scores: scores(report),
    profile,
    inferred,
    verdicts: verdicts,
    runs: runs.map(runFacts),
  }
  return jsonReport(document)
}
