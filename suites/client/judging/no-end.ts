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

/** Judges a call that has not ended: nothing can be told of it yet, unless it was answered long ago and nobody asked it to wait. */
export function noEnd(call: CallRun, facts = 'the call had not ended'): Look {
  const waitedMs = stillWaitingMs(call) ?? 0
  const askedMs = call.attempts.at(-1)?.askedMs ?? 0
  return waitedMs > Math.max(hungMs, 2 * askedMs)
    ? fail(`hung: neither an end nor another attempt in the ${ms(waitedMs)} after its last answer`)
    : inconclusive(facts)
}
