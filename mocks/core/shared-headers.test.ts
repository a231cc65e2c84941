import { expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createTestMock } from '../testing/test-mock.ts'
import { exposedHeaders } from './cors.ts'

const minute = Math.ceil((createManualTime().now() + 60_000) / 1_000)
const shared = {
  'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  'x-ratelimit-limit': '100',
  'x-ratelimit-remaining': '100',
  'x-ratelimit-reset': String(minute),
  'access-control-allow-origin': '*',
  'access-control-expose-headers': exposedHeaders,
  'content-type': 'application/json; charset=utf-8',
}

test('a plain answer has these headers and no others', async () => {
  using mock = createTestMock({ files: 1 })
  expect((await mock.send('GET', '/folders')).headers).toEqual(shared)
})

test('an answer says what was served, what was passed over and what its clock says', async () => {
  using mock = createTestMock({ files: 1 })
  const tenant = await mock.tenant()
  expect((await mock.send('GET', '/folders?colour=1')).headers).toEqual({
    ...shared,
    'mock-warning': 'unknown-parameter;name="colour"',
  })
  tenant.clock.skewSeconds = 60
  const headers = { 'mock-fault': 'HTTP_500' }
  expect((await mock.send('GET', '/folders', { headers })).headers).toEqual({
    ...shared,
    'mock-fault-served': 'HTTP_500;by=header',
    date: 'Thu, 15 Jan 2026 12:01:00 GMT',
  })
})

test('a rate limit that is injected ends with its wait', async () => {
  using mock = createTestMock({ files: 1 })
  const limited = async (fault: string) => {
    const { headers } = await mock.send('GET', '/folders', { headers: { 'mock-fault': fault } })
    const { 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset, 'retry-after': retryAfter } = headers
    return { remaining, seconds: Number(reset) - mock.time.now() / 1_000, retryAfter }
  }
  expect(await limited('RATE_LIMIT_ERROR;retry-after=7')).toEqual({ remaining: '0', seconds: 7, retryAfter: '7' })
  expect(await limited('RATE_LIMIT_ERROR;retry-after="soon"')).toEqual({
    remaining: '0',
    seconds: 0,
    retryAfter: 'soon',
  })
  expect(await limited('USAGE_LIMIT_EXCEEDED;retry-after=7')).toEqual({
    remaining: '100',
    seconds: 60,
    retryAfter: '7',
  })
})

test('a success that is spoilt comes late and reads its request first', async () => {
  using mock = createTestMock({ files: 1 })
  const before = mock.time.now()
  const fault = { 'mock-fault': '201;form=html;delay=250' }
  const { status, text, headers } = await mock.send('POST', '/folders', { body: { name: 'a' }, headers: fault })
  expect([status, mock.time.now() - before, headers['content-type']]).toEqual([201, 250, 'text/html; charset=utf-8'])
  expect(text).toContain('<html')
  const [attempt] = mock.core.journal.attempts()
  expect([attempt?.fault, attempt?.body?.bytes]).toEqual(['201;by=header', 12])
})
