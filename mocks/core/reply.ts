import { errorRow } from '../../contracts/errors.ts'
import { formatRetryAfterSeconds } from '../../contracts/retry-after.ts'
import { shapes } from '../../contracts/shapes.ts'
import type { HeaderList, Refusal, Reply } from './message.ts'

export const jsonType = 'application/json; charset=utf-8'

/** What an answer must know of the request that it answers. */
export interface AnswerTo {
  readonly requestId: string
  /** Epoch milliseconds on the tenant's clock. */
  readonly nowMs: number
}

/** A 401 names the scheme that would do (RFC 9110 §11.6.1). */
export const challenge = (status: number): HeaderList => (status === 401 ? ['WWW-Authenticate', 'Bearer'] : [])

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
