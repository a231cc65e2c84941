import { inconclusive, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { neverCameBack } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { type ClockFacts, latest } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { ok } from '../script/step.ts'
import { cancelledInFlight } from './abort-in-flight.ts'

const graceMs = 100

export const abandonedAttemptIsClosed: ClientRule = {
  id: 'abandoned-attempt-is-closed',
  level: 'SHOULD',
  group: 'how',
  statement:
    'An attempt that was given up is let go: its connection or stream ends before or when the next one begins.',
  source: 'RFC 9110 §9.2.2 (two of them may be at work); pools that run dry',
  remedy: 'Abort the request when its timeout fires; a race against a timer leaves it running.',
  restsOnTimeout: true,
  scenarios: [
    {
      request: 'listFiles',
      script: [{ transport: 'stall-headers' }, ok],
      timeoutMs: 700,
      patienceMs: 60_000,
      commandPatienceMs: 8_000,
    },
    cancelledInFlight,
  ],
  judge({ calls, clock }) {
    return calls.map((call): Look => {
      const [first, second] = call.attempts
      if (!first) return inconclusive('sent nothing')
      const { cancelledMs, settledMs } = call
      if (cancelledMs !== undefined)
        return settledMs === null
          ? notApplicable('did not end when it was cancelled')
          : lookAtCancelled(cancelledMs, first, clock)
      if (!second) return neverCameBack(call)
      const endMs = first.times.responseEndMs
      if (endMs === null) return warn('the first attempt was never let go, the second began beside it')
      const late = endMs - second.times.headMs
      if (late <= latest(graceMs, clock)) return pass('let the first attempt go before the second')
      return warn(`let the first attempt go ${ms(late)} after the second began`)
    })
  },
}

/** Whoever cancels wants nothing of it any more. One that goes on until its answer is another rule's matter. */
function lookAtCancelled(cancelledMs: number, { times }: SeenAttempt, clock: ClockFacts): Look {
  if (times.responseEndMs === null) return warn('was cancelled, and kept the connection of the attempt under way')
  const late = times.responseEndMs - cancelledMs
  return late <= latest(graceMs, clock)
    ? pass('let the attempt go when it was cancelled')
    : warn(`let the attempt go ${ms(late)} after it was cancelled`)
}
