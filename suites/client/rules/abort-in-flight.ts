import { fail, notApplicable, pass } from '../../rules/look.ts'
import { lookAtAbort } from '../judging/abort.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { Cancelling, Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'

const patienceMs = 60_000
const soon: Cancelling = { from: 'request', afterMs: 300 }

export const cancelledInFlight: Scenario = {
  request: 'listFiles',
  script: [always({ transport: 'stall-headers' })],
  cancel: soon,
  patienceMs,
}

export const abortInFlight: ClientRule = {
  id: 'abort-in-flight',
  level: 'MUST',
  group: 'how',
  statement: 'Cancelling while an attempt is under way ends the call at once with an abort, and nothing more is sent.',
  source: 'Azure MUST honor-cancellation; DOM AbortSignal',
  remedy:
    "Hand the caller's signal on to every attempt, the second as well as the first, and to the reading of its body, and look at it before the first attempt and before each retry.",
  scenarios: [
    cancelledInFlight,
    { request: 'listFiles', script: [always({ status: 200, transport: 'stall-body' })], cancel: soon, patienceMs },
    { request: 'listFiles', script: [always({ status: 503, transport: 'stall-body' })], cancel: soon, patienceMs },
    { request: 'listFiles', script: [always(ok)], cancel: { from: 'start' } },
    // The second attempt is as much the caller's as the first.
    {
      request: 'listFiles',
      script: [{ status: 429, retryAfter: 1 }, always({ transport: 'stall-headers' })],
      cancel: { from: 'answer', afterMs: 1_600 },
      patienceMs,
    },
  ],
  judge({ scenario, calls, clock }, { profile }) {
    if (profile.isCancellable === false) return [notApplicable('declares that it cannot be cancelled')]
    return calls.map((call) => {
      const { attempts } = call
      if (scenario.cancel?.from !== 'start') return lookAtAbort(call, clock)
      if (attempts.length > 0)
        return fail(`sent ${count(attempts.length, 'request')} although it was cancelled beforehand`)
      if (call.outcome === null) return fail('had not ended although it was cancelled beforehand')
      return call.outcome.ok
        ? fail('was cancelled beforehand and gave a success')
        : pass('cancelled beforehand, it sent nothing')
    })
  },
}
