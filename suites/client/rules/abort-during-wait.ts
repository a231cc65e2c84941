import { notApplicable } from '../../rules/look.ts'
import { lookAtAbort } from '../judging/abort.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

export const cancelledWait: Scenario = {
  request: 'listFiles',
  script: [{ status: 429, retryAfter: 4 }, ok],
  cancel: { from: 'answer', afterMs: 700 },
}

export const abortDuringWait: ClientRule = {
  id: 'abort-during-wait',
  level: 'MUST',
  group: 'how',
  statement: 'Cancelling during a wait ends the call at once with an abort, and nothing more is sent.',
  source: 'Azure MUST honor-cancellation; DOM AbortSignal',
  remedy: "Listen to the caller's signal while you sleep, and reject with its reason.",
  scenarios: [cancelledWait],
  judge({ calls, clock }, { profile }) {
    if (profile.isCancellable === false) return notApplicable('declares that it cannot be cancelled')
    return calls.map((call) => lookAtAbort(call, clock))
  },
}
