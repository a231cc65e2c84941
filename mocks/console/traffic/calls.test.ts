import { expect, test } from 'vitest'
import { anAttempt } from '../../testing/an-attempt.ts'
import { askedMs, groupCalls, spanOf, waitsOf } from './calls.ts'

const grouped = (...attempts: Parameters<typeof anAttempt>[0][]) =>
  groupCalls(attempts.map((given, index) => anAttempt({ id: index + 1, ...given }))).map(({ attempts: own }) =>
    own.map(({ id }) => id),
  )

test('the same request after a failure is a retry, after a success a call of its own', () => {
  expect(grouped({ status: 503 }, { status: 429 }, { status: 200 }, { status: 200 })).toEqual([[1, 2, 3], [4]])
})

test('a connection that broke is a failure, also behind a 200', () => {
  const { times } = anAttempt({ id: 1 })
  expect(grouped({ status: null }, {})).toEqual([[1, 2]])
  const cut = { ...anAttempt({ id: 1 }), times: { ...times, faultMs: 1_003 } }
  expect(groupCalls([cut, anAttempt({ id: 2 })])).toHaveLength(1)
})

test.each([
  ['tenant', { tenant: 'you' }],
  ['method', { method: 'DELETE' }],
  ['target', { target: '/api/v2/folders' }],
  ['body', { body: { bytes: 3, sha256: 'another' } }],
  ['idempotency key', { headers: ['Idempotency-Key', 'another'] }],
  ['count that begins anew', { headers: ['X-Stainless-Retry-Count', '0'] }],
])('another %s is another call', (_, other) => {
  expect(grouped({ status: 503 }, other)).toEqual([[1], [2]])
})

const cutUpload = { status: null, method: 'POST', body: { bytes: 7, sha256: null } }
const upload = (sha256: string, bytes = 20) => ({ method: 'POST', body: { bytes, sha256 } })
const form = (sha256: string, bytes?: number) => ({
  ...upload(sha256, bytes),
  headers: ['Content-Type', 'multipart/form-data; boundary=b'],
})

test.each([
  ['an upload that was cut and what came after it', [cutUpload, upload('a')], 1],
  [
    'a body that nobody read and what came after it',
    [{ status: 429, method: 'POST', headers: ['Content-Length', '20'] }, upload('a')],
    1,
  ],
  ['a form that is written anew', [{ ...form('a'), status: 503 }, form('b')], 1],
  ['a form of another length', [{ ...form('a'), status: 503 }, form('b', 21)], 2],
  ['what was whole, what was cut, and another body', [{ ...upload('a'), status: 503 }, cutUpload, upload('b')], 2],
])('%s: %o', (_, attempts, calls) => {
  expect(grouped(...attempts)).toHaveLength(calls)
})

test('what begins before the other has ended is no retry of it', () => {
  expect(grouped({ status: 503, startMs: 0, tookMs: 100 }, { startMs: 50 })).toEqual([[1], [2]])
})

test('two equal calls at once keep apart', () => {
  const failed = { status: 503 }
  expect(grouped({ ...failed, startMs: 0 }, { ...failed, startMs: 1 }, { startMs: 1_000 }, { startMs: 1_001 })).toEqual(
    [
      [1, 3],
      [2, 4],
    ],
  )
})

test('a wait of more than ten minutes ends a call', () => {
  expect(grouped({ status: 503, startMs: 0 }, { startMs: 600_000 })).toEqual([[1, 2]])
  expect(grouped({ status: 503, startMs: 0 }, { startMs: 700_000 })).toEqual([[1], [2]])
})

test('waits count from the end of the attempt before', () => {
  const [call] = groupCalls([
    anAttempt({ id: 1, status: 503, startMs: 0, tookMs: 100 }),
    anAttempt({ id: 2, status: 503, startMs: 1_100, tookMs: 50 }),
    anAttempt({ id: 3, startMs: 3_150, tookMs: 10 }),
  ])
  expect(call && waitsOf(call)).toEqual([1_000, 2_000])
  expect(call && spanOf(call)).toBe(3_160)
})

test.each([
  ['7', 7_000],
  ['soon', undefined],
  [null, undefined],
])('Retry-After %s asked for %s ms', (retryAfter, ms) => {
  expect(askedMs(anAttempt({ retryAfter }))).toBe(ms)
})
