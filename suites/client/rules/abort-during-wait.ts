import { fail, inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { isAbort } from '../outcome.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

const atOnceMs = 100

export const abortDuringWait: ClientRule = {
  id: 'abort-during-wait',
  level: 'MUST',
  group: 'how',
  statement: 'Cancelling during a wait ends the call at once with an abort, and nothing more is sent.',
  source: 'Azure MUST honor-cancellation; DOM AbortSignal',
  scenarios: [
    { request: 'listFiles', script: [{ status: 429, retryAfter: 4 }, ok], cancel: { from: 'answer', afterMs: 700 } },
  ],
  judge({ calls }, { profile }) {
    if (profile.isCancellable === false) return notApplicable('declares that it cannot be cancelled')
    return calls.map(({ attempts, outcome, settledMs, cancelledMs, watchedMs }) => {
      if (cancelledMs === undefined) return inconclusive('was never cancelled')
      if (settledMs !== null && settledMs < cancelledMs)
        return notApplicable(`had ended before, with ${describeEnd(outcome)}`)
      const late = attempts.filter(({ times }) => times.headMs > cancelledMs).length
      if (late > 0) return fail(`sent ${count(late, 'attempt')} after it was cancelled`)
      if (outcome === null || settledMs === null) return fail(`had not ended ${ms(watchedMs)} after it began`)
      const facts = `ended ${ms(settledMs - cancelledMs)} after it was cancelled, with ${describeEnd(outcome)}`
      if (settledMs - cancelledMs > atOnceMs) return fail(facts)
      return isAbort(outcome) ? pass(facts) : fail(`${facts}: that is no abort`)
    })
  },
}
