import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseHttpDate } from '../../contracts/http-date.ts'
import { type MockServer, startMockServer } from '../server/index.ts'
import { openWire } from '../testing/raw-client.ts'
import { worldOf } from '../testing/world-of.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 1 })
})
afterAll(() => mock.close())
beforeEach(() => mock.core.reset())

/** The values of the answer's Retry-After lines, as they stand on the wire. */
async function retryAfterLines(): Promise<string[]> {
  const wire = await openWire(mock.port)
  wire.send(
    `GET /api/v2/user-files HTTP/1.1\r\nHost: 127.0.0.1:${mock.port}\r\nAuthorization: Bearer aion_test_name_of_your_choice\r\nConnection: close\r\n\r\n`,
  )
  await wire.ending()
  return [...wire.text.matchAll(/^Retry-After: ?(.*)\r$/gim)].map(([, value = '']) => value)
}

describe('Retry-After on the wire', () => {
  it.each(['-5', '1.5', 'soon', '', '2, 3', '2s', '2026-01-01T00:00:00Z', '12345678901234567890'])(
    'may be "%s", as it was asked for',
    async (retryAfter) => {
      mock.faults.next('RATE_LIMIT_ERROR', { retryAfter })
      expect(await retryAfterLines()).toEqual([retryAfter])
    },
  )

  it('may stand twice, may be seconds, and may be left out', async () => {
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: ['2', '3'] })
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 7 })
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: null })
    mock.faults.next('RATE_LIMIT_ERROR')
    const seen = []
    for (let i = 0; i < 4; i += 1) seen.push(await retryAfterLines())
    expect(seen).toEqual([['2', '3'], ['7'], [], ['5']])
  })

  it.each([
    ['imf-fixdate', /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/],
    ['rfc850', /^[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/],
    ['asctime', /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/],
  ] as const)('may be a date written as %s, never earlier than promised', async (dateForm, pattern) => {
    const before = Date.now()
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfterDate: 30, dateForm })
    const [value = ''] = await retryAfterLines()
    expect(value).toMatch(pattern)
    const epochMs = parseHttpDate(value, before) ?? 0
    expect(epochMs).toBeGreaterThanOrEqual(before + 30_000)
    expect(epochMs).toBeLessThanOrEqual(Date.now() + 31_000)
  })

  it("follows the tenant's clock", async () => {
    const { clock } = await worldOf(mock, 'name_of_your_choice')
    clock.set(Date.UTC(2031, 4, 5, 12))
    mock.faults.next('RATE_LIMIT_ERROR', { retryAfterDate: 60 })
    expect((await retryAfterLines())[0]).toMatch(/^Mon, 05 May 2031 12:01:0\d GMT$/)
  })
})

describe("an injected answer's identity", () => {
  it('is the same in the header and in the body, also when it is given', async () => {
    mock.faults.next('RATE_LIMIT_ERROR', { requestId: 'support-case-1' })
    for (const expected of ['support-case-1', undefined]) {
      const answer = await fetch(`${mock.url}/user-files`, {
        headers: {
          Authorization: 'Bearer aion_test_name_of_your_choice',
          ...(expected ? {} : { 'Mock-Fault': 'TIMEOUT' }),
        },
      })
      const header = answer.headers.get('x-request-id')
      const { request_id: inBody } = (await answer.json()) as { request_id: string }
      expect(inBody).toBe(header)
      if (expected) expect(header).toBe(expected)
    }
  })
})
