import { fail, inconclusive, type Look, notApplicable, pass } from '../../rules/look.ts'
import { isAbort } from '../outcome.ts'
import { count, ms } from '../report/figures.ts'
import { type CallRun, type ClockFacts, latest } from '../run.ts'
import { describeEnd } from './end.ts'

const atOnceMs = 100

/** Judges that a call which was cancelled ended at once with an abort, and sent nothing more. */
export function lookAtAbort(call: CallRun, clock: ClockFacts): Look {
  const { attempts, outcome, settledMs, cancelledMs, watchedMs } = call
  if (cancelledMs === undefined) return inconclusive('was never cancelled')
  if (settledMs !== null && settledMs < cancelledMs)
    return notApplicable(`had ended before, with ${describeEnd(outcome)}`)
  const late = attempts.filter(({ times }) => times.headMs > cancelledMs + clock.addedMs).length
  if (late > 0) return fail(`sent ${count(late, 'attempt')} after it was cancelled`)
  if (outcome === null || settledMs === null) return fail(`had not ended ${ms(watchedMs)} after it began`)
  const facts = `ended ${ms(settledMs - cancelledMs)} after it was cancelled, with ${describeEnd(outcome)}`
  if (settledMs - cancelledMs > latest(atOnceMs, clock)) return fail(facts)
  if (isAbort(outcome)) return pass(facts)
  return settledMs - cancelledMs < clock.addedMs
    ? notApplicable(`${facts}: it may have ended before`)
    : fail(`${facts}: that is no abort`)
}
