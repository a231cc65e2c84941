import { expect, test } from 'vitest'
import { plainBytes } from '../exchange.ts'
import { createRecorder, type RecordedExchange } from './record.ts'
import { recordedRun } from './recorded-run.ts'

const baseUrl = 'http://target.example/api/v2'

const recorded = (fields: Partial<RecordedExchange> = {}): RecordedExchange => ({
  method: 'GET',
  url: `${baseUrl}/user-files?limit=2`,
  requestHeaders: [],
  requestBody: null,
  answer: {
    status: 200,
    headers: [['X-Request-ID', 'r']],
    body: '{}',
    bodyBytes: 2,
    isCut: false,
    bytes: plainBytes,
  },
  failure: null,
  sentMs: 1_000,
  elapsedMs: 20,
  isInjected: false,
  ...fields,
})
const answer = (fields: object) => ({
  answer: { ...(recorded().answer as object), ...fields } as RecordedExchange['answer'],
}) // of a whole one
const record = (fields?: Partial<RecordedExchange>) => createRecorder(baseUrl)(recorded(fields))

const key = 'aion_somebodys_real_key_00000'
const authorized = { requestHeaders: [['authorization', `Bearer ${key}`]] } as const

test('a recorded exchange is whole', () => {
  expect(record()).toEqual({
    id: 1,
    probe: null,
    intent: null,
    operation: 'listFiles',
    credential: 'none',
    brokenField: null,
    isInjected: false,
    request: { method: 'GET', url: `${baseUrl}/user-files?limit=2`, headers: [], body: null },
    answer: {
      status: 200,
      headers: [['X-Request-ID', 'r']],
      body: '{}',
      bodyBytes: 2,
      isCut: false,
      bytes: plainBytes,
      isBodyKnown: true,
      hasBytesBeyondEnd: false,
    },
    failure: null,
    failureKind: null,
    sentMs: 1_000,
    elapsedMs: 20,
    sentOrder: 1_000,
    answeredOrder: 1_021,
    echoesCredential: false,
  })
})

test('ids count on, and an address elsewhere is no operation', () => {
  const toExchange = createRecorder(baseUrl)
  expect([toExchange(recorded()).id, toExchange(recorded()).id]).toEqual([1, 2])
  expect(toExchange(recorded({ url: 'http://elsewhere/user-files' })).operation).toBeNull()
})

test('a key is shown by its variable, wherever it stands', () => {
  const {
    credential,
    request,
    answer: shown,
    echoesCredential,
  } = record({
    ...authorized,
    url: `${baseUrl}/user-files?note=${key}`,
    requestBody: `{"a":"${key}"}`,
    ...answer({ body: `You sent ${key}`, headers: [['X-Key', key]] }),
  })
  expect(credential).toBe('main')
  expect(request.headers).toEqual([['authorization', 'Bearer $AIONVISION_API_KEY']])
  expect(JSON.stringify([request, shown])).not.toContain('somebodys')
  expect(echoesCredential).toBe(true)
})

test.each<[string, Partial<RecordedExchange>, boolean]>([
  ['in a header alone', answer({ headers: [['X-Key', key]] }), true],
  ['in the body alone', answer({ body: key }), true],
  ['whose beginning stands in a success', answer({ body: key.slice(0, 14) }), false],
  ['whose beginning stands in a refusal', answer({ status: 400, body: key.slice(0, 14) }), true],
  ['of which nothing is left', answer({ body: null }), false],
  ['that nobody answered', { answer: null, failure: { message: 'reset', kind: 'broken' } }, false],
])('a key %s comes back: %s', (_, fields, echoes) => {
  expect(record({ ...authorized, ...fields }).echoesCredential).toBe(echoes)
})

test('a credential of another scheme is one, too', () => {
  const other = record({ requestHeaders: [['Authorization', 'Basic-word']], ...answer({ body: 'Basic-word here' }) })
  expect([other.credential, other.echoesCredential, other.answer?.body]).toEqual(['main', true, '*** here'])
})

test('what the request calls secret is masked in what is answered, unless it is a word', () => {
  const masked = (secret: string) =>
    record({ requestBody: JSON.stringify({ password: secret }), ...answer({ body: `not ${secret}` }) }).answer?.body
  expect([masked('hunter'), masked('abcde')]).toEqual(['not ***', 'not abcde'])
  const failed = record({
    url: `${baseUrl}/user-files?token=hunter2`,
    answer: null,
    failure: { message: 'hunter2 was refused', kind: 'broken' },
  })
  expect([failed.failure, failed.failureKind, failed.request.url]).toEqual([
    '*** was refused',
    'broken',
    `${baseUrl}/user-files?token=***`,
  ])
  expect(
    record({ requestHeaders: [['X-Api-Key', 'hunter2']], ...answer({ headers: [['A', 'b hunter2']] }) }).answer
      ?.headers,
  ).toEqual([['A', 'b ***']])
})

test('what asked for its error, or says that it was asked for, is injected', () => {
  expect(record({ isInjected: true }).isInjected).toBe(true)
  expect(record({ requestHeaders: [['Mock-Fault', 'reset']] }).isInjected).toBe(true)
})

test('a long body is cut, and a body that was left out is not known', () => {
  const kept = (fields: object) => record(answer(fields)).answer
  expect(kept({ body: 'x'.repeat(262_144) })).toMatchObject({ isCut: false, isBodyKnown: true })
  expect(kept({ body: 'x'.repeat(262_145) })).toMatchObject({ isCut: true, body: 'x'.repeat(262_144) })
  expect(kept({ isCut: true })).toMatchObject({ isCut: true })
  expect(kept({ body: null, bodyBytes: 9 })).toMatchObject({ body: '', isBodyKnown: false, isCut: false, bodyBytes: 9 })
  expect(kept({ status: 304 })).toMatchObject({ isBodyKnown: false })
})

test('a recorded run begins with its first request and ends with its last answer', () => {
  const toExchange = createRecorder(baseUrl)
  const exchanges = [toExchange(recorded({ sentMs: 3_000 })), toExchange(recorded({ sentMs: 1_000, elapsedMs: 5_000 }))]
  expect(recordedRun(baseUrl, exchanges, 'answers')).toEqual({
    baseUrl,
    origin: 'recorded',
    shows: 'answers',
    exchanges,
    recipes: [],
    allowed: [],
    ending: 'completed',
    startedMs: 1_000,
    elapsedMs: 5_000,
  })
  expect(recordedRun(baseUrl, [], 'statuses')).toMatchObject({ startedMs: 0, elapsedMs: 0, shows: 'statuses' })
})
