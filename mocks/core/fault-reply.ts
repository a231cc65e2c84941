import { errorRow } from '../../contracts/errors.ts'
import { formatRetryAfterDate } from '../../contracts/retry-after.ts'
import { shapes } from '../../contracts/shapes.ts'
import { filledUp } from '../faults/body-bytes.ts'
import { bytesIn } from '../faults/byte-count.ts'
import type { ErrorFault, RedirectFault } from '../faults/fault.ts'
import type { HeaderList, Reply } from './message.ts'
import { type AnswerTo, challenge } from './reply.ts'

function retryAfterLines(fault: ErrorFault, nowMs: number): HeaderList {
  const { retryAfter, retryAfterDate, dateForm } = fault
  if (retryAfterDate !== undefined)
    return ['Retry-After', formatRetryAfterDate(nowMs + retryAfterDate * 1_000, dateForm)]
  const value = retryAfter === undefined ? errorRow(fault.error).retryAfterSeconds : retryAfter
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value.flatMap((line: string) => ['Retry-After', line]) : ['Retry-After', String(value)]
}

/** The answer of an injected error, with every override of the fault. */
export function faultReply(fault: ErrorFault, { requestId: ownId, nowMs }: AnswerTo): Reply {
  const { error, status: ownStatus, message, details, requestId = ownId, form = 'envelope', size, ...others } = fault
  const { retryAfter, retryAfterDate, dateForm, rateLimit, body, rate, delay, when, after, afterBytes, ...unread } =
    others
  unread satisfies Record<string, never> // A field that nobody obeys does not compile.
  const row = errorRow(error)
  const status = ownStatus ?? row.status
  const shape = shapes[form]
  const text = shape.write({ code: error, status, message: message ?? row.message, details, requestId, nowMs })
  return {
    status,
    headers: [
      ...(shape.contentType === null ? [] : ['Content-Type', shape.contentType]),
      ...challenge(status),
      ...retryAfterLines(fault, nowMs),
    ],
    body: size === undefined ? text : filledUp(text, bytesIn(size)),
  }
}

/** The answer of an injected redirect. */
export function redirectReply({ status, location, delay, when, afterBytes, ...unread }: RedirectFault): Reply {
  unread satisfies Record<string, never> // as above
  return { status, headers: ['Location', location], body: null }
}

/** Seconds that an injected error asks for, when it asks in plain seconds; used to keep X-RateLimit-Reset consistent. */
export function askedSeconds({ error, retryAfter, retryAfterDate }: ErrorFault): number | undefined {
  if (retryAfterDate !== undefined) return retryAfterDate
  const value = retryAfter === undefined ? errorRow(error).retryAfterSeconds : retryAfter
  return typeof value === 'number' ? value : undefined
}
