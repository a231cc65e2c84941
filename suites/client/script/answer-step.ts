import type { ErrorCode } from '../../../contracts/errors.ts'
import { defaultErrorOf } from '../../../contracts/statuses.ts'
import type { HeaderList, Outcome, Reply } from '../../../mocks/core/message.ts'
import { type AnswerTo, faultReply, jsonType } from '../../../mocks/core/reply.ts'
import type { SampleRequest } from '../requests.ts'
import type { Step } from './step.ts'

/** Statuses that the contract does not document stand under the code that is nearest in meaning. */
const undocumented: Readonly<Record<number, ErrorCode>> = {
  405: 'HTTP_405',
  410: 'HTTP_404',
  413: 'HTTP_413',
  501: 'HTTP_501',
  502: 'VLM_PROVIDER_ERROR',
  504: 'TIMEOUT',
  505: 'HTTP_501',
}

export function codeOf({ status = 500, code }: Step): ErrorCode {
  return code ?? defaultErrorOf(status) ?? undocumented[status] ?? 'HTTP_500'
}

function successReply(step: Step, { success, successStatus }: SampleRequest): Reply {
  // `ok` says 200 and means "what this operation promises".
  const status = step.status === 200 ? successStatus : (step.status ?? successStatus)
  if (success === null || status === 204) return { status: 204, headers: [], body: null }
  const text = JSON.stringify(success)
  const body = step.form === 'truncated-json' ? text.slice(0, text.length / 2) : text
  return { status, headers: ['Content-Type', jsonType], body }
}

function windowHeaders(seconds: number, nowMs: number): HeaderList {
  return [
    'RateLimit',
    `"default";r=0;t=${seconds}`,
    'X-RateLimit-Remaining',
    '0',
    'X-RateLimit-Reset',
    String(Math.ceil(nowMs / 1_000) + seconds),
  ]
}

function errorReply(step: Step, to: AnswerTo): Reply {
  const { status = 500, retryAfter, retryAfterDate, dateForm, form, location, rateLimitReset } = step
  const { headers, body } = faultReply(
    {
      error: codeOf(step),
      status,
      retryAfter: retryAfter ?? null,
      ...(retryAfterDate !== undefined && { retryAfterDate }),
      ...(dateForm && { dateForm }),
      ...(form && { form }),
    },
    to,
  )
  if (rateLimitReset !== undefined) headers.push(...windowHeaders(rateLimitReset, to.nowMs))
  if (location !== undefined) headers.push('Location', location)
  return { status, headers, body: location === undefined ? body : null }
}

/** What the server sends for a step, in the answer to this request. */
export function answerStep(step: Step, request: SampleRequest, to: AnswerTo): Outcome {
  const { status = request.successStatus, transport, form } = step
  const isSuccess = status < 300 && form !== 'html'
  const reply = isSuccess ? successReply(step, request) : errorReply({ ...step, status }, to)
  if (form === undefined || form === 'envelope') reply.headers.push('X-Request-ID', to.requestId)
  return transport === undefined ? reply : { transport, reply }
}
