import type { Attempt } from '../../journal/journal.ts'
import { endOf, toneOf } from './outcome.ts'

/** What looks like one call of a client: a request, and the same one again for as long as it fails. */
export interface Call {
  /** The id of its first attempt. */
  readonly id: number
  readonly attempts: readonly Attempt[]
}

/** Nobody retries after so long; whoever asks again then asks anew. */
const longestWaitMs = 600_000

const headerOf = ({ headers }: Attempt, name: string) => {
  for (let i = 0; i < headers.length; i += 2) if (headers[i]?.toLowerCase() === name) return headers[i + 1]
  return undefined
}

/** Attempts of one call are alike in this, and in their bodies as far as they are known. */
const likeness = (attempt: Attempt): string =>
  [attempt.tenant, attempt.method, attempt.target, headerOf(attempt, 'idempotency-key')].join(' ')

const isForm = (attempt: Attempt) => headerOf(attempt, 'content-type')?.startsWith('multipart/') === true

/** Whether its body was cut, or refused before anybody read it. */
const isBodyUnknown = (attempt: Attempt) =>
  attempt.body
    ? attempt.body.sha256 === null
    : Number(headerOf(attempt, 'content-length') ?? 0) > 0 || headerOf(attempt, 'transfer-encoding') !== undefined

/** Whether two requests may have had the same body. A form of parts is written with another boundary each time: its length tells. */
function mayHaveSameBody(one: Attempt, other: Attempt): boolean {
  if (isBodyUnknown(one) || isBodyUnknown(other)) return true
  if (one.body?.sha256 === other.body?.sha256) return true
  return isForm(one) && isForm(other) && one.body?.bytes === other.body?.bytes
}

const isFailure = (attempt: Attempt) => !['good', 'moved'].includes(toneOf(attempt))

/** Some clients count, and say when they begin. */
const saysFirst = (attempt: Attempt) => headerOf(attempt, 'x-stainless-retry-count') === '0'

/** Whether an attempt may be the next of a call: it comes after the last one failed, and soon enough. */
function goesOn(last: Attempt, next: Attempt): boolean {
  const end = endOf(last)
  if (end === null || saysFirst(next) || !isFailure(last)) return false
  return next.times.headMs >= end && next.times.headMs - end <= longestWaitMs
}

/**
 * Guesses which attempts belong to one call. No client says so; two equal calls at once that both fail may change places, and
 * somebody who clicks again after a failure looks like a retry, which it is.
 * @param attempts oldest first
 * @returns the calls in the order of their first attempts
 */
export function groupCalls(attempts: readonly Attempt[]): readonly Call[] {
  const calls: { readonly id: number; readonly attempts: Attempt[] }[] = []
  const open = new Map<string, { readonly id: number; readonly attempts: Attempt[] }[]>()
  for (const attempt of attempts) {
    const alike = likeness(attempt)
    const waiting = open.get(alike) ?? []
    const going = waiting.find((call) => {
      const last = call.attempts.at(-1)
      return last !== undefined && goesOn(last, attempt) && call.attempts.every((one) => mayHaveSameBody(one, attempt))
    })
    const call = going ?? { id: attempt.id, attempts: [] }
    call.attempts.push(attempt)
    if (!going) calls.push(call)
    // Those that wait stand in the order of their last attempts: whoever failed first comes back first.
    open.set(alike, [...waiting.filter((one) => one !== call && mayGoOn(one.attempts.at(-1), attempt)), call])
  }
  return calls
}

/** Whether a call can still go on when an attempt like its own has begun. */
const mayGoOn = (last: Attempt | undefined, now: Attempt): boolean => {
  if (last === undefined) return false
  const end = endOf(last)
  return end === null || (isFailure(last) && now.times.headMs - end <= longestWaitMs)
}

/** How long the client waited before each attempt but the first, from the end of the one before. */
export const waitsOf = ({ attempts }: Call): readonly number[] =>
  attempts.slice(1).map((attempt, index) => {
    const before = attempts[index]
    return attempt.times.headMs - ((before && endOf(before)) ?? attempt.times.headMs)
  })

/** From its first byte to its last. */
export function spanOf({ attempts }: Call): number {
  const [first] = attempts
  const last = attempts.at(-1)
  return first && last ? (endOf(last) ?? last.times.headMs) - first.times.headMs : 0
}

/** How long the client was asked to wait, in milliseconds, where Retry-After said it in seconds. */
export function askedMs({ retryAfter }: Attempt): number | undefined {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : undefined
}
