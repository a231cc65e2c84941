import { stripTypeScriptTypes } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorCodes, errorRow } from '../../../contracts/errors.ts'
import { type MockServer, startMockServer } from '../../server/index.ts'
import { clientCode } from './client-code.ts'

type Call = (url: string, init?: RequestInit) => Promise<Response>

/** The code that is shown, as a function whose waits are over at once and noted. */
function compile(code: string, waits: number[]): Call {
  const script = stripTypeScriptTypes(code).replace('export async function call', 'return async function call')
  const setTimeout = (then: () => void, ms: number) => {
    waits.push(ms)
    queueMicrotask(then)
  }
  return new Function('setTimeout', script)(setTimeout)
}

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 1, rateLimit: false })
})
afterAll(() => mock.close())

const rows = errorCodes.map((code) => ({ code, ...errorRow(code) }))
const headers = { Authorization: 'Bearer aion_test_who_copies_code' }

test.each(rows)('the code for $code retries it if the table says so, and only then', async (row) => {
  const waits: number[] = []
  const call = compile(clientCode(row), waits)
  mock.reset()
  const planned = mock.faults.next(row.code)
  const outcome = await call(`${mock.url}/user-files`, { headers }).then(
    ({ status }) => status,
    (error) => error.code,
  )
  const isRetried = row.retry === 'backoff' || row.retry === 'after-wait'
  expect(planned.served).toBe(1)
  expect(outcome).toBe(isRetried ? 200 : row.code)
  expect(mock.journal.attempts()).toHaveLength(isRetried ? 2 : 1)
  for (const wait of waits) expect(wait).toBeGreaterThanOrEqual((row.retryAfterSeconds ?? 0.5) * 1_000)
  expect(waits).toHaveLength(isRetried ? 1 : 0)
})

test('it gives up after its attempts, waits for dates, and does not retry another error', async () => {
  const waits: number[] = []
  const call = compile(clientCode({ code: 'RATE_LIMIT_ERROR', ...errorRow('RATE_LIMIT_ERROR') }), waits)
  mock.reset()
  mock.faults.next('RATE_LIMIT_ERROR', { retryAfterDate: 40, times: 'always' })
  await expect(call(`${mock.url}/user-files`, { headers })).rejects.toMatchObject({ code: 'RATE_LIMIT_ERROR' })
  expect(mock.journal.attempts()).toHaveLength(4)
  for (const wait of waits) expect(wait).toBeGreaterThan(30_000)
  mock.reset()
  mock.faults.next('HTTP_500')
  await expect(call(`${mock.url}/user-files`, { headers })).rejects.toMatchObject({ code: 'HTTP_500' })
  expect(mock.journal.attempts()).toHaveLength(1)
})

test('it does not wait for hours', async () => {
  const waits: number[] = []
  const call = compile(clientCode({ code: 'RATE_LIMIT_ERROR', ...errorRow('RATE_LIMIT_ERROR') }), waits)
  mock.reset()
  mock.faults.next('RATE_LIMIT_ERROR', { retryAfter: 31_536_000 })
  await expect(call(`${mock.url}/user-files`, { headers })).rejects.toMatchObject({ code: 'RATE_LIMIT_ERROR' })
  expect(waits).toEqual([])
})

test('it does not send a write again that may have happened', async () => {
  const call = compile(clientCode({ code: 'HTTP_500', ...errorRow('HTTP_500') }), [])
  mock.reset()
  mock.faults.next('HTTP_500')
  const init = { method: 'post', headers: { ...headers, 'Content-Type': 'application/json' }, body: '{"name":"New"}' }
  await expect(call(`${mock.url}/folders`, init)).rejects.toMatchObject({ code: 'HTTP_500' })
  expect(mock.journal.attempts()).toHaveLength(1)
})
