import { describe, expect, test } from 'vitest'
import { bytesOf } from '../testing/bytes-of.ts'
import { askedSeconds, faultReply, redirectReply } from './fault-reply.ts'
import type { Refusal } from './message.ts'
import { refusalReply } from './reply.ts'
import { spoil } from './spoil.ts'

const to = { requestId: 'id-1', nowMs: Date.UTC(2026, 0, 15, 12) }
const json = ['Content-Type', 'application/json; charset=utf-8']

describe('the answer of a refusal', () => {
  const reply = (refusal: Refusal) => {
    const { body, ...others } = refusalReply(refusal, to)
    return { ...others, ...JSON.parse(String(body)) }
  }

  test('is the row of its error', () => {
    expect(reply({ error: 'HTTP_404' })).toEqual({
      status: 404,
      headers: json,
      error: { code: 'HTTP_404', message: expect.stringMatching(/\w/) },
      request_id: 'id-1',
    })
  })

  test('takes what is particular to the case', () => {
    const refusal: Refusal = {
      ...{ error: 'VALIDATION_ERROR', status: 400, message: 'No', details: { field: 'a' } },
      ...{ headers: ['Allow', 'GET'], close: true },
    }
    expect(reply(refusal)).toEqual({
      status: 400,
      headers: [...json, 'Allow', 'GET'],
      close: true,
      error: { code: 'VALIDATION_ERROR', message: 'No', details: { field: 'a' } },
      request_id: 'id-1',
    })
  })

  test('asks for a wait where there is one, rounded up, and where the table has one', () => {
    expect(reply({ error: 'RATE_LIMIT_ERROR', retryAfterMs: 1_001 }).headers).toEqual([...json, 'Retry-After', '2'])
    expect(reply({ error: 'RATE_LIMIT_ERROR' }).headers.slice(2)).toEqual([
      'Retry-After',
      expect.stringMatching(/^\d+$/),
    ])
  })

  test('names the scheme that would do where the key does not', () => {
    expect(reply({ error: 'INVALID_API_KEY' }).headers).toEqual([...json, 'WWW-Authenticate', 'Bearer'])
    expect(reply({ error: 'AUTHZ_ERROR' }).headers).toEqual(json)
  })
})

describe('the answer of an injected error', () => {
  const reply = (fault: Parameters<typeof faultReply>[0]) => faultReply(fault, to)

  test('is the row of its error, with every override', () => {
    const plain = reply({ error: 'TIMEOUT' })
    expect(plain.status).toBe(503)
    expect(JSON.parse(String(plain.body))).toEqual({
      error: { code: 'TIMEOUT', message: expect.stringMatching(/\w/) },
      request_id: 'id-1',
    })
    const { status, headers, body } = reply({
      ...{ error: 'TIMEOUT', status: 504, message: 'Late', details: { a: 1 }, requestId: 'own', retryAfter: 3 },
    })
    expect([status, headers]).toEqual([504, [...json, 'Retry-After', '3']])
    expect(JSON.parse(String(body))).toEqual({
      error: { code: 'TIMEOUT', message: 'Late', details: { a: 1 } },
      request_id: 'own',
    })
  })

  test.each([
    [{ retryAfter: null }, []],
    [{ retryAfter: 'soon' }, ['Retry-After', 'soon']],
    [{ retryAfter: ['1', '2'] }, ['Retry-After', '1', 'Retry-After', '2']],
    [{ retryAfterDate: 60 }, ['Retry-After', 'Thu, 15 Jan 2026 12:01:00 GMT']],
    [{ retryAfterDate: 60, dateForm: 'asctime' as const }, ['Retry-After', 'Thu Jan 15 12:01:00 2026']],
  ])('waits as %j says', (wait, lines) => {
    expect(reply({ error: 'RATE_LIMIT_ERROR', ...wait }).headers).toEqual([...json, ...lines])
  })

  test('has a body in another form, or one of a size', async () => {
    expect(reply({ error: 'TIMEOUT', form: 'empty' })).toMatchObject({
      headers: expect.not.arrayContaining(['Content-Type']),
    })
    expect(reply({ error: 'TIMEOUT', form: 'html' }).headers.slice(0, 2)).toEqual([
      'Content-Type',
      expect.stringContaining('text/html'),
    ])
    const { body } = reply({ error: 'TIMEOUT', size: '1kB' })
    expect((await bytesOf(body)).length).toBe(1_000)
  })

  test('challenges where it is a 401', () => {
    expect(reply({ error: 'TIMEOUT', status: 401, retryAfter: null }).headers).toEqual([
      ...json,
      'WWW-Authenticate',
      'Bearer',
    ])
  })

  test.each([
    [{ error: 'RATE_LIMIT_ERROR', retryAfter: 7 }, 7],
    [{ error: 'RATE_LIMIT_ERROR', retryAfter: '7' }, undefined],
    [{ error: 'RATE_LIMIT_ERROR', retryAfter: null }, undefined],
    [{ error: 'RATE_LIMIT_ERROR', retryAfter: 7, retryAfterDate: 9 }, 9],
    [{ error: 'HTTP_404' }, undefined],
  ] as const)('%j asks for %s seconds', (fault, seconds) => {
    expect(askedSeconds(fault)).toBe(seconds)
  })
})

test('a redirect leads on and has no body', () => {
  expect(redirectReply({ status: 307, location: '/elsewhere' })).toEqual({
    status: 307,
    headers: ['Location', '/elsewhere'],
    body: null,
  })
})

describe('a success that is spoilt', () => {
  const own = { status: 201, headers: ['X-A', 'b', 'content-TYPE', 'application/json'], body: '{"a":1}' }

  test('breaks off in its middle', async () => {
    const { body, ...others } = await spoil(own, { status: 200, form: 'truncated-json' })
    expect([others, new TextDecoder().decode(await bytesOf(body))]).toEqual([
      { status: 200, headers: own.headers },
      '{"a"',
    ])
  })

  test('is a page instead, or nothing', async () => {
    const { status, headers, body } = await spoil(own, { status: 200, form: 'html' })
    expect([status, headers.slice(0, 3), headers]).toEqual([
      200,
      ['X-A', 'b', 'Content-Type'],
      expect.arrayContaining([expect.stringContaining('text/html')]),
    ])
    expect(headers).toHaveLength(4)
    expect(body).toContain('<html')
    expect(await spoil(own, { status: 202, form: 'empty' })).toEqual({ status: 202, headers: own.headers, body: null })
  })
})
