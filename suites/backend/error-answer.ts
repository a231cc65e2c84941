import { type ErrorCode, isErrorCode } from '../../contracts/errors.ts'
import { type BodyVerdict, judgeBody } from '../../contracts/shapes.ts'
import { type Answer, type Answered, headerValue, parseBody, readBodyJson } from './exchange.ts'

/** An answer that says no, and has a body to say why. */
export const isError = ({ answer, request }: Answered): boolean => answer.status >= 400 && request.method !== 'HEAD'

export const isSuccess = ({ answer }: Answered): boolean => answer.status >= 200 && answer.status < 300

const shapes = new WeakMap<Answer, BodyVerdict>()

/** What an answer's body is, looked at once for all rules. */
export function shapeOf({ answer }: Answered): BodyVerdict {
  const verdict =
    shapes.get(answer) ?? judgeBody(answer.body, headerValue(answer, 'Content-Type') ?? '', readBodyJson(answer))
  shapes.set(answer, verdict)
  return verdict
}

/** Whether an error's body is built like the envelope, though fields of it may be wrong. */
export function hasEnvelopeForm(exchange: Answered): boolean {
  if (!isError(exchange)) return false
  const { shape } = shapeOf(exchange)
  return shape === 'envelope' || shape === 'broken-envelope'
}

/** The fields of an answer that is built like the envelope; values are as they came. */
export interface EnvelopeFields {
  readonly code: unknown
  readonly message: unknown
  readonly details: unknown
  readonly requestId: unknown
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

export function envelopeFields({ answer }: Answered): EnvelopeFields {
  const body = record(parseBody(answer))
  const { code, message, details } = record(body.error)
  return { code, message, details, requestId: body.request_id }
}

/** The code of an error when it is one of the contract's. */
export function knownCode(exchange: Answered): ErrorCode | undefined {
  if (!hasEnvelopeForm(exchange)) return undefined
  const { code } = envelopeFields(exchange)
  return isErrorCode(code) ? code : undefined
}
