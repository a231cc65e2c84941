import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Reply } from '../../../mocks/core/message.ts'
import { type RequestId, sampleRequest } from '../requests.ts'
import { answerStep, codeOf } from './answer-step.ts'
import { ok, type Step } from './step.ts'

const nowMs = Date.UTC(2026, 0, 15, 9, 30, 0, 500)
const pacing = { pause: async () => {}, moved: () => {}, gone: new AbortController().signal }

/** The answer to a step as it goes over the wire. */
async function answerTo(step: Step, request: RequestId = 'listFiles') {
  const outcome = answerStep(step, sampleRequest(request), { requestId: 'r-1', nowMs }, pacing)
  const { status, headers, body }: Reply = 'transport' in outcome ? outcome.reply : outcome
  const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${headers[index + 1]}`] : []))
  const sent = body === null || typeof body === 'string' ? body : await text(body as AsyncIterable<string>) // no bytes here
  const transport = 'transport' in outcome ? [`breaks by ${outcome.transport}`] : []
  return [...transport, `${status}`, ...pairs, ...(sent === null ? ['no body'] : [sent])].join('\n')
}

const steps: readonly (readonly [step: Step, request?: RequestId])[] = [
  [ok],
  [ok, 'createFolder'],
  [ok, 'deleteDocument'],
  [{ status: 201 }],
  [{ status: 204 }],
  [{ status: 299 }],
  [{ status: 300 }],
  [{ status: 200, form: 'truncated-json' }],
  [{ status: 200, form: 'html' }],
  [{ transport: 'reset' }],
  [{ transport: 'reset' }, 'createFolder'],
  [{ status: 503, transport: 'close-mid-body' }],
  [{ status: 503, transport: 'close-mid-body', lowerCase: true }],
  [{ status: 429, retryAfter: 2 }],
  [{ status: 429, retryAfter: '1.5' }],
  [{ status: 429, retryAfter: ['2', '2'], lowerCase: true }],
  [{ status: 429, retryAfterDate: 4 }],
  [{ status: 429, retryAfterDate: 4, dateForm: 'rfc850' }],
  [{ status: 429, retryAfterDate: 4, clockAhead: 3_600 }],
  [{ status: 429, rateLimitReset: 3 }],
  [{ status: 429, rateLimitReset: 3, rateLimitHeader: 'RateLimit' }],
  [{ status: 429, rateLimitReset: 3, rateLimitHeader: 'X-RateLimit-Reset' }],
  [{ status: 429, code: 'USAGE_LIMIT_EXCEEDED' }],
  [{ status: 422, form: 'framework-detail' }],
  [{ status: 422, form: 'envelope' }],
  [{ status: 503, form: 'empty' }],
  [{ status: 307, location: '/moved' }],
  [{ status: 303, location: '/moved', retryAfter: 2 }],
  [{ status: 200, stream: 'fails' }, 'streamMessage'],
  [ok, 'streamMessage'],
]

test('each step is answered with what was read and found right', async () => {
  const answers = await Promise.all(steps.map(([step, request]) => answerTo(step, request)))
  expect(answers.map((answer, index) => `${JSON.stringify(steps[index])}\n${answer}`).join('\n\n')).toMatchSnapshot()
})

test('each status has a code, the documented one or the nearest', () => {
  const codes = Array.from({ length: 200 }, (_, index) => index + 400).flatMap((status) => {
    const code = codeOf({ status })
    return code === (status < 500 ? 'VALIDATION_ERROR' : 'HTTP_500') ? [] : [`${status} ${code}`]
  })
  expect(codes).toMatchSnapshot()
  expect([codeOf({}), codeOf({ status: 429, code: 'HTTP_404' })]).toEqual(['HTTP_500', 'HTTP_404'])
})

test('a huge body says how long it is', async () => {
  const answer = answerStep(
    { status: 503, body: 'huge' },
    sampleRequest('listFiles'),
    { requestId: 'r', nowMs },
    pacing,
  )
  const { headers, body } = answer as Reply // no fault of transport
  const sent = await text(body as AsyncIterable<string>) // in pieces
  expect(headers[headers.indexOf('Content-Length') + 1]).toBe(String(sent.length))
  expect(JSON.parse(sent)).toMatchObject({ error: { code: expect.any(String) }, trace: expect.any(String) })
})
