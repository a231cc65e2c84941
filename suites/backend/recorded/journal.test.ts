import { describe, expect, test } from 'vitest'
import { judgeRun } from '../verify.ts'
import { readJournal } from './journal.ts'

const baseUrl = 'http://127.0.0.1:8080/api/v2'
const atMs = 1_795_000_000_000

const attempt = (fields: Record<string, unknown> = {}) => ({
  method: 'GET',
  target: '/api/v2/user-files?limit=0',
  headers: ['Authorization', 'Bearer aion_test_journal_to_be_judged', 'X-Own', 'kept'],
  status: 422,
  fault: null,
  requestId: 'id-1',
  atMs,
  times: { headMs: 100, responseEndMs: 107 },
  ...fields,
})

const read = (...attempts: readonly unknown[]) => readJournal(JSON.stringify({ attempts }), baseUrl)

test('an attempt is an exchange of which only the status is known', () => {
  const { exchanges, ...run } = read(attempt())
  expect(run).toMatchObject({ baseUrl, origin: 'recorded', shows: 'statuses', startedMs: atMs, elapsedMs: 7 })
  expect(exchanges).toMatchObject([
    {
      operation: 'listFiles',
      credential: 'main',
      isInjected: false,
      request: {
        method: 'GET',
        url: `${baseUrl}/user-files?limit=0`,
        headers: [
          ['Authorization', 'Bearer $AIONVISION_API_KEY'],
          ['X-Own', 'kept'],
        ],
        body: null,
      },
      answer: {
        status: 422,
        headers: [['X-Request-ID', 'id-1']],
        body: '',
        bodyBytes: 0,
        isCut: false,
        isBodyKnown: false,
      },
      failure: null,
      failureKind: null,
      sentMs: atMs,
      elapsedMs: 7,
    },
  ])
})

test.each<[string, Record<string, unknown>, object]>([
  [
    'without an answer has failed',
    { status: null },
    { answer: null, failure: 'no answer was sent', failureKind: 'unrecorded' },
  ],
  ['that was served a fault is injected', { fault: 'HTTP_500' }, { isInjected: true }],
  ['without headers has none', { headers: null }, { request: { headers: [] }, credential: 'none' }],
  ['that has not ended took no time', { times: { headMs: 100, responseEndMs: null } }, { elapsedMs: 0 }],
  ['without times took none', { times: null }, { elapsedMs: 0 }],
  ['of the last moment there is, too', { atMs: 8.64e15 }, { sentMs: 8.64e15, elapsedMs: 0 }],
  ['of 1970 is one, too', { atMs: 0 }, { sentMs: 0 }],
])('an attempt %s', (_, fields, exchange) => {
  expect(read(attempt(fields)).exchanges).toMatchObject([exchange])
})

test('is judged by rules that look at statuses; the others cannot tell', () => {
  const run = read(attempt({ target: '/api/v2/user-files', status: 200 }), attempt(), attempt({ status: 418 }))
  const verdicts = new Map(judgeRun(run).verdicts.map(({ rule, verdict }) => [rule, verdict]))
  expect(verdicts.get('success-status-is-documented')).toBe('pass')
  expect(verdicts.get('status-is-documented')).toBe('fail')
  expect(verdicts.get('error-is-envelope')).toBe('inconclusive')
})

describe('is refused as a journal', () => {
  const noMoment = (index: number) => `The journal is none: attempts.${index}.atMs must be milliseconds since 1970`
  test.each([
    ['[', 'The journal is not JSON; expected { "attempts": […] }'],
    ['{}', 'The journal has no attempts; expected { "attempts": […] }'],
    ['null', 'The journal has no attempts; expected { "attempts": […] }'],
    ['{"attempts":{}}', 'The journal has no attempts; expected { "attempts": […] }'],
    ['{"attempts":[1]}', 'The journal has no attempts; expected { "attempts": […] }'],
    ['{"attempts":[null]}', 'The journal has no attempts; expected { "attempts": […] }'],
    ['{"attempts":[]}', 'The journal is empty: nobody has sent anything'],
    ['{"attempts":[{}]}', noMoment(0)],
    [JSON.stringify({ attempts: [attempt(), attempt({ atMs: -1 })] }), noMoment(1)],
    [JSON.stringify({ attempts: [attempt({ atMs: 8.64e15 + 2 })] }), noMoment(0)],
  ])('%s', (source, message) => {
    expect(() => readJournal(source, baseUrl)).toThrow(expect.objectContaining({ name: 'TypeError', message }))
  })
})
