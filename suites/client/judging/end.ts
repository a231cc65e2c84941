import { fail, type Look, pass } from '../../rules/look.ts'
import { isParseError, type Outcome } from '../outcome.ts'
import { count } from '../report/figures.ts'
import type { CallRun } from '../run.ts'
import { noEnd } from './no-end.ts'

/** How a call ended, in words: `the success`, `ApiError with status 429`, `SyntaxError`. */
export function describeEnd(outcome: Outcome | null): string {
  if (outcome === null) return 'no end'
  if (outcome.ok) return 'a success'
  const { name, status, message } = outcome
  return `${name ?? 'an error'}${status === null ? (message ? ` (${message.slice(0, 100)})` : '') : ` with status ${status}`}`
}

/** Whether a failure lets its caller see that it was this status. A command without a JSON line cannot show more. */
export const shows = (outcome: Outcome, status: number): boolean =>
  !outcome.ok && (outcome.status === status || outcome.found.has(status) || (outcome.isBlind && !isParseError(outcome)))

/**
 * Whether a call that made one attempt lost what the server said: clients that come back after the plain answer, or show it,
 * fell over whatever was different here.
 */
export const lostTheAnswer = ({ attempts: [first, ...others], outcome }: CallRun): boolean =>
  outcome !== null && !outcome.ok && others.length === 0 && first?.status != null && !shows(outcome, first.status)

/** After 401 a client may get new credentials: what it then sends is another request. */
const isRenewed = ([first, second]: CallRun['attempts']): boolean =>
  first?.status === 401 &&
  first.authorizationSha256 !== null &&
  second?.authorizationSha256 !== null &&
  first.authorizationSha256 !== second?.authorizationSha256

/** Judges that a request was made once and that its caller learnt of the error. */
export function lookAtFinal(call: CallRun, what: string): Look {
  const { attempts, outcome } = call
  const [first] = attempts
  if (attempts.length === 2 && isRenewed(attempts)) return pass(`tried again once after ${what}, with new credentials`)
  if (attempts.length > 1) return fail(`sent ${count(attempts.length, 'attempt')} after ${what}`)
  if (outcome === null || !first) return noEnd(call, `${count(attempts.length, 'attempt')}, and the call had not ended`)
  if (outcome.ok) return fail(`took ${what} for a success`)
  if (outcome.status !== null && outcome.status !== first.status)
    return fail(`answered ${what}, its error says ${outcome.status}`)
  return pass(`1 attempt, then ${describeEnd(outcome)}`)
}
