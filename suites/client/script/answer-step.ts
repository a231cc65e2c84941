import type { ErrorCode } from '../../../contracts/errors.ts'
import { formatHttpDate } from '../../../contracts/http-date.ts'
import { defaultErrorOf } from '../../../contracts/statuses.ts'
import { faultReply } from '../../../mocks/core/fault-reply.ts'
import type { HeaderList, Outcome, Reply } from '../../../mocks/core/message.ts'
import { type AnswerTo, jsonType } from '../../../mocks/core/reply.ts'
import type { SampleRequest } from '../requests.ts'
import { streamEvents } from './event-stream.ts'
import type { Pacing } from './pacing.ts'
import { drips, enlarge, inPieces, lengthOf } from './slow-bodies.ts'
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
  507: 'HTTP_501',
  511: 'HTTP_501',
}

export function codeOf({ status = 500, code }: Step): ErrorCode {
  const unknown = status < 500 ? 'VALIDATION_ERROR' : 'HTTP_500'
  return code ?? defaultErrorOf(status) ?? undocumented[status] ?? unknown
}

function successReply(step: Step, { success, successStatus, streams }: SampleRequest, pacing: Pacing): Reply {
  if (streams)
    return {
      status: 200,
      headers: ['Content-Type', 'text/event-stream'],
      body: streamEvents(step.stream ?? 'whole', pacing),
    }
  // `ok` says 200 and means "what this operation promises".
  const status = step.status === 200 ? successStatus : (step.status ?? successStatus)
  if (success === null || status === 204) return { status: 204, headers: [], body: null }
  const text = JSON.stringify(success)
  const body = step.form === 'truncated-json' ? text.slice(0, text.length / 2) : text
  const wait = step.retryAfter === undefined ? [] : ['Retry-After', String(step.retryAfter)]
  return { status, headers: ['Content-Type', jsonType, ...wait], body }
}

function windowHeaders({ rateLimitReset = 0, rateLimitHeader }: Step, nowMs: number): HeaderList {
  const reset = String(Math.ceil(nowMs / 1_000) + rateLimitReset)
  const lines: Readonly<Record<string, HeaderList>> = {
    RateLimit: ['RateLimit', `"default";r=0;t=${rateLimitReset}`],
    'X-RateLimit-Reset': ['X-RateLimit-Remaining', '0', 'X-RateLimit-Reset', reset],
  }
  return rateLimitHeader ? [...(lines[rateLimitHeader] ?? [])] : Object.values(lines).flat()
}

function errorReply(step: Step, to: AnswerTo): Reply {
  const { status = 500, retryAfter, retryAfterDate, dateForm, form, location } = step
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
  if (step.rateLimitReset !== undefined) headers.push(...windowHeaders(step, to.nowMs))
  if (location !== undefined) headers.push('Location', location)
  return { status, headers, body: location === undefined ? body : null }
}

/** The reply with its body in the way that the step wants it sent. */
function paced(reply: Reply, { body }: Step, pacing: Pacing): Reply {
  if (body === 'drips') return { ...reply, body: drips(pacing) }
  if (body !== 'huge' || typeof reply.body !== 'string') return reply
  const huge = enlarge(reply.body)
  return {
    ...reply,
    headers: [...reply.headers, 'Content-Length', String(lengthOf(huge))],
    body: inPieces(huge, pacing),
  }
}

const lowerName = (word: string, at: number): string => (at % 2 === 0 ? word.toLowerCase() : word)

/** What the server sends for a step, in the answer to this request. Its Date is by the client's clock, like all times here. */
export function answerStep(
  step: Step,
  request: SampleRequest,
  { requestId, nowMs }: AnswerTo,
  pacing: Pacing,
): Outcome {
  const { status = request.successStatus, transport, form, clockAhead = 0 } = step
  const to = { requestId, nowMs: nowMs + clockAhead * 1_000 }
  const isSuccess = status < 300 && form !== 'html'
  const plain = isSuccess ? successReply(step, request, pacing) : errorReply({ ...step, status }, to)
  const reply = paced(plain, step, pacing)
  reply.headers.push('Date', formatHttpDate(to.nowMs))
  if (form === undefined || form === 'envelope') reply.headers.push('X-Request-ID', requestId)
  const headers = step.lowerCase ? reply.headers.map(lowerName) : reply.headers
  return transport === undefined ? { ...reply, headers } : { transport, reply: { ...reply, headers } }
}
