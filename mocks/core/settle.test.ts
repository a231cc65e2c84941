import { afterAll, describe, expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { createCore } from './core.ts'
import { type Refusal, type Reply, refuse } from './message.ts'
import { createOpener } from './open-exchange.ts'
import { settle } from './settle.ts'
import { systemTime } from './time.ts'

const time = systemTime()
const core = createCore({ platform: nodePlatform, time, files: 1 })
const open = createOpener({ ...core, platform: nodePlatform, time, basePath: '/api/v2', acceptAnyKey: false })
afterAll(() => core.reset())

const headers = { authorization: 'Bearer aion_test_settle_on_its_own' }
const reply: Reply = { status: 200, headers: ['X-Own', 'yes'], body: 'text' }

async function settled(result: Reply | Refusal, body?: string, declaredBytes?: number) {
  const request = plainRequest({ method: 'POST', headers, ...(body !== undefined && { body }) })
  const exchange = await open({ ...request, body: request.body && { ...request.body, declaredBytes } })
  const { outcome, attempt } = await settle(exchange, result)
  if ('transport' in outcome) throw new Error('Not a reply')
  return { outcome, attempt, header: (name: string) => outcome.headers[outcome.headers.indexOf(name) + 1] }
}

describe('an exchange that is settled', () => {
  test('has its own headers behind those of every answer, and no status before it goes out', async () => {
    const { outcome, attempt, header } = await settled(reply)
    expect(attempt?.status).toBeNull()
    expect(outcome.headers.slice(-2)).toEqual(['X-Own', 'yes'])
    expect(header('X-Request-ID')).toBe(attempt?.requestId)
  })

  test('is written as the envelope when it was refused, with the window that ran out', async () => {
    const window = { limit: 3, remaining: 0, resetMs: 60_000 }
    const { outcome, header } = await settled({ ...refuse('RATE_LIMIT_ERROR', { retryAfterMs: 1_500 }), window })
    expect(JSON.parse(String(outcome.body))).toMatchObject({ error: { code: 'RATE_LIMIT_ERROR' } })
    expect([header('Retry-After'), header('X-RateLimit-Limit'), header('X-RateLimit-Reset')]).toEqual(['2', '3', '60'])
  })

  test.each([
    ['a short body is read for the journal', reply, 'abc', 3, { bytes: 3 }],
    ['a long one is left to the connection', reply, 'abc', 1_048_577, null],
    ['one of unknown length as well', reply, 'abc', undefined, null],
    ['and one that is not wanted', { ...reply, close: true }, 'abc', 3, null],
  ])('%s', async (_, result, body, declaredBytes, read) => {
    const request = await settled(result, body, declaredBytes)
    expect(request.attempt?.body ?? null).toEqual(read && expect.objectContaining(read))
  })
})
