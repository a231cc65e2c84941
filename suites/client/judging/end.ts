import { isParseError, type Outcome } from '../outcome.ts'
import { count, ms } from '../report/figures.ts'
import { type CallRun, type ClockFacts, firstGap } from '../run.ts'
import { fail, inconclusive, notApplicable, pass, type Sight } from './rule.ts'

/** `came back after 1,998 ms, asked for 2,000 ms: 2 ms early, tolerance 1 ms`, and whether that is in time. */
export function lookAtWait(
  call: CallRun,
  { earlyMs }: ClockFacts,
  askedMs = call.attempts[0]?.askedMs ?? 0,
): { facts: string; isInTime: boolean } | undefined {
  const gapMs = firstGap(call)
  if (gapMs === undefined) return undefined
  const early = askedMs - gapMs
  const facts = `came back after ${ms(gapMs)}, asked for ${ms(askedMs)}`
  return early <= earlyMs
    ? { facts, isInTime: true }
    : { facts: `${facts}: ${ms(early)} early, tolerance ${ms(earlyMs)}`, isInTime: false }
}

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

/** Judges that a request was made once and that its caller learnt of the error. */
export function lookAtFinal({ attempts, outcome }: CallRun, what: string): Sight {
  const [first] = attempts
  if (attempts.length > 1) return fail(`sent ${count(attempts.length, 'attempt')} after ${what}`)
  if (outcome === null || !first)
    return inconclusive(`${count(attempts.length, 'attempt')}, and the call had not ended`)
  if (outcome.ok) return fail(`took ${what} for a success`)
  if (outcome.status !== null && outcome.status !== first.status)
    return fail(`answered ${what}, its error says ${outcome.status}`)
  return pass(`1 attempt, then ${describeEnd(outcome)}`)
}

/** For rules about how to wait: nothing came back, so there is nothing to judge. */
export const neverCameBack = ({ outcome }: CallRun): Sight =>
  notApplicable(`never came back, so there is no wait to judge (${describeEnd(outcome)})`)

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Standard deviation over mean: 0 when all are equal. */
export function variation(values: readonly number[]): number {
  const middle = mean(values)
  const variance = mean(values.map((value) => (value - middle) ** 2))
  return middle === 0 ? 0 : Math.sqrt(variance) / middle
}

export const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
