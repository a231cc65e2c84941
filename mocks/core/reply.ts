import { errorRow } from '../../contracts/errors.ts'
import { formatRetryAfterDate, formatRetryAfterSeconds } from '../../contracts/retry-after.ts'
import { shapes } from '../../contracts/shapes.ts'
import type { ErrorFault } from '../faults/fault.ts'
import type { HeaderList, Refusal, Reply } from './message.ts'

export const jsonType = 'application/json; charset=utf-8'

/** What an answer must know of the request that it answers. */
export interface AnswerTo {
  readonly requestId: string
  /** Epoch milliseconds on the tenant's clock. */
  readonly nowMs: number
}

/** A 401 names the scheme that would do (RFC 9110 §11.6.1). */
const challenge = (status: number): HeaderList => (status === 401 ? ['WWW-Authenticate', 'Bearer'] : [])

/** The answer of a refusal: the envelope, with Retry-After where there is a wait or the table requires one. */
export function refusalReply(
  { error, status, message, details, retryAfterMs, headers = [], close }: Refusal,
  { requestId, nowMs }: AnswerTo,
): Reply {
  const row = errorRow(error)
  const body = shapes.envelope.write({
    code: error,
    status: status ?? row.status,
    message: message ?? row.message,
    details,
    requestId,
    nowMs,
  })
  const waitMs = retryAfterMs ?? (row.retryAfterSeconds === undefined ? undefined : row.retryAfterSeconds * 1_000)
  const retryAfter = waitMs === undefined ? [] : ['Retry-After', formatRetryAfterSeconds(waitMs)]
  return {
    status: status ?? row.status,
    headers: ['Content-Type', jsonType, ...challenge(status ?? row.status), ...retryAfter, ...headers],
    body,
    ...(close && { close }),
  }
}

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
  const { error, status: ownStatus, message, details, requestId = ownId, form = 'envelope', ...others } = fault
  const { retryAfter, retryAfterDate, dateForm, delay, when, after, ...unread } = others
  unread satisfies Record<string, never> // A field that nobody obeys does not compile.
  const row = errorRow(error)
  const status = ownStatus ?? row.status
  const shape = shapes[form]
  const body = shape.write({ code: error, status, message: message ?? row.message, details, requestId, nowMs })
  return {
    status,
    headers: [
      ...(shape.contentType === null ? [] : ['Content-Type', shape.contentType]),
      ...challenge(status),
      ...retryAfterLines(fault, nowMs),
    ],
    body,
  }
}

/** Seconds that an injected error asks for, when it asks in plain seconds; used to keep X-RateLimit-Reset consistent. */
export function askedSeconds({ error, retryAfter, retryAfterDate }: ErrorFault): number | undefined {
  if (retryAfterDate !== undefined) return retryAfterDate
  const value = retryAfter === undefined ? errorRow(error).retryAfterSeconds : retryAfter
  return typeof value === 'number' ? value : undefined
}
