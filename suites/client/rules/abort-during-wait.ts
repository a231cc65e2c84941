import { fail, type Look, notApplicable, pass } from '../../rules/look.ts'
import { lookAtAbort } from '../judging/abort.ts'
import { describeEnd } from '../judging/end.ts'
import { isAbort } from '../outcome.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

export const cancelledWait: Scenario = {
  request: 'listFiles',
  script: [{ status: 429, retryAfter: 4 }, ok],
  cancel: { from: 'answer', afterMs: 700 },
}

/** A later wait is as much the caller's as the first. */
const cancelledLater: Scenario = {
  request: 'listFiles',
  script: [{ status: 429, retryAfter: 1 }, { status: 429, retryAfter: 9 }, ok],
  cancel: { from: 'answer', afterMs: 2_000 },
}

/** More calls than most clients let out at once. */
const cancelledCalls = 12

/** A call after many that were cancelled in their waits, on one client. */
export const afterCancelled: Scenario = {
  request: 'listFiles',
  script: [{ status: 429, retryAfter: 1, times: cancelledCalls }, ok],
  calls: cancelledCalls + 1,
  traffic: 'in-turn',
  cancel: { from: 'answer', afterMs: 300, first: cancelledCalls },
  commandPatienceMs: 8_000,
  isLong: true,
}

/** Whether a cancelled call gave back what it held: a slot, a lock, its place in a queue. */
function lookAfterCancelled(calls: readonly CallRun[]): Look {
  // One that ended before it was to be cancelled never was.
  const before = calls.filter(
    ({ cancelledMs, settledMs }) => cancelledMs !== undefined && (settledMs ?? cancelledMs) >= cancelledMs,
  ).length
  const last = calls.at(-1)
  if (before === 0 || !last) return notApplicable('no call waited for long enough to be cancelled')
  const facts = `after ${count(before, 'cancelled call')} on the same client`
  if (last.attempts.length === 0 && last.outcome && isAbort(last.outcome))
    return fail(
      `the next call ended with ${describeEnd(last.outcome)} and sent nothing ${facts}, though nobody cancelled it`,
    )
  if (last.attempts.length > 0 || last.outcome !== null) return pass(`the next call was made ${facts}`)
  return fail(`the next call hung ${facts}: neither a request nor an end in ${ms(last.watchedMs)}`)
}

export const abortDuringWait: ClientRule = {
  id: 'abort-during-wait',
  level: 'MUST',
  group: 'how',
  statement:
    'Cancelling during a wait ends the call at once with an abort, nothing more is sent, and later calls are made.',
  source: 'Azure MUST honor-cancellation; DOM AbortSignal',
  remedy:
    "Listen to the caller's signal in each sleep, reject with its reason, give back in a `finally` what the call holds, and share neither signals nor failures with other calls.",
  scenarios: [cancelledWait, cancelledLater, afterCancelled],
  judge({ scenario, calls, clock }, { profile }) {
    if (profile.isCancellable === false) return notApplicable('declares that it cannot be cancelled')
    if (scenario.traffic === 'in-turn') return lookAfterCancelled(calls)
    return calls.map((call) => lookAtAbort(call, clock))
  },
}
