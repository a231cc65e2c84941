import type { CallRun, ScenarioRun } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'

const later = (timeMs: number | null, lateMs: number) => (timeMs === null ? null : timeMs + lateMs)

/** An attempt that came, and whatever followed, so much later. */
const delayed = (attempt: SeenAttempt, lateMs: number): SeenAttempt => ({
  ...attempt,
  atMs: attempt.atMs + lateMs,
  dueMs: later(attempt.dueMs, lateMs),
  times: {
    ...attempt.times,
    connectedMs: attempt.times.connectedMs + lateMs,
    headMs: attempt.times.headMs + lateMs,
    bodyEndMs: later(attempt.times.bodyEndMs, lateMs),
    responseHeadMs: later(attempt.times.responseHeadMs, lateMs),
    responseEndMs: later(attempt.times.responseEndMs, lateMs),
    faultMs: later(attempt.times.faultMs, lateMs),
  },
})

const letGoLater = (attempt: SeenAttempt, lateMs: number): SeenAttempt => ({
  ...attempt,
  times: { ...attempt.times, responseEndMs: later(attempt.times.responseEndMs, lateMs) },
})

/**
 * A call as it is seen when the machine stalls once for so long: before an attempt arrives, before it is seen that a
 * connection was let go, or before it is seen that the call has ended. One for each such moment.
 */
export function stalledCalls(call: CallRun, lateMs: number): CallRun[] {
  const { attempts, settledMs } = call
  const end = { settledMs: later(settledMs, lateMs) }
  return [
    ...attempts.map((_, stalled) => ({
      ...call,
      ...end,
      attempts: attempts.map((one, index) => (index < stalled ? one : delayed(one, lateMs))),
    })),
    ...attempts.map((_, stalled) => ({
      ...call,
      attempts: attempts.map((one, index) => (index === stalled ? letGoLater(one, lateMs) : one)),
    })),
    { ...call, ...end },
  ]
}

/** Runs in which a stall of the machine met all calls, every second one, or only the first. */
export function stalledRuns(run: ScenarioRun, lateMs: number): ScenarioRun[] {
  const { calls } = run
  const stalled = calls.map((call) => stalledCalls(call, lateMs))
  const moments = Math.max(0, ...stalled.map(({ length }) => length))
  const hits = [() => true, (index: number) => index % 2 === 1, (index: number) => index === 0]
  return Array.from({ length: moments }, (_, moment) =>
    hits.map((isHit) => ({
      ...run,
      calls: calls.map((call, index) => (isHit(index) ? (stalled[index]?.[moment] ?? call) : call)),
    })),
  ).flat()
}
