import { fail, inconclusive, type Look } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import { answeredMs, type CallRun } from '../run.ts'

/** For how long the bench has watched a call since its last answer; undefined when the call is over. */
export function stillWaitingMs({ attempts, outcome, startedMs, watchedMs }: CallRun): number | undefined {
  const last = attempts.at(-1)
  const answered = last && answeredMs(last)
  return outcome !== null || answered === undefined || answered === null ? undefined : startedMs + watchedMs - answered
}

/** No backoff is as long: who has neither come back nor ended by then never will. */
const hungMs = 300_000

/**
 * Judges a call that has not ended: nothing can be told of it yet, unless its last attempt is over since long, answered or
 * broken, and nobody asked it to wait. One that still waits for an answer has no timeout, which is another rule's affair.
 */
export function noEnd(call: CallRun, facts = 'the call had not ended'): Look {
  const last = call.attempts.at(-1)
  if (!last && call.cancelledMs === undefined && call.watchedMs > hungMs)
    return fail(`hung: neither a request nor an end in the ${ms(call.watchedMs)} that it was watched`)
  // The bench itself ends what is still open when it stops looking.
  const overMs = last?.times.responseEndMs ?? Number.POSITIVE_INFINITY
  const waitedMs = call.startedMs + call.watchedMs - overMs
  const askedMs = last?.askedMs ?? 0
  return waitedMs > Math.max(hungMs, 2 * askedMs)
    ? fail(`hung: neither an end nor another attempt in the ${ms(waitedMs)} after its last attempt was over`)
    : inconclusive(facts)
}
