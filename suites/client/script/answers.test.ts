import { text } from 'node:stream/consumers'
import FakeTimers from '@sinonjs/fake-timers'
import { expect, test } from 'vitest'
import { formatHttpDate } from '../../../contracts/http-date.ts'
import type { Outcome, Reply } from '../../../mocks/core/message.ts'
import { type RequestId, sampleRequest } from '../requests.ts'
import { bodyOf, incoming } from '../testing/incoming.ts'
import { createScriptAnswers, locate } from './answers.ts'
import type { Activity } from './script-record.ts'
import { ok, type Script } from './step.ts'

const nowMs = Date.UTC(2026, 0, 15, 9, 30)

/** A script that is asked without any server. Its clock stands at half past nine until a test moves it. */
function serve(script: Script, request: RequestId = 'listFiles', mostRequests?: number) {
  const clock = FakeTimers.createClock(nowMs)
  const heard: Activity[] = []
  const ended: number[] = []
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(callback, ms)
    return () => clock.clearTimeout(timer)
  }
  const time = { now: () => clock.now, monotonic: () => clock.now - nowMs, sleep: async () => {} }
  const onActivity = (what: Activity) => void heard.push(what)
  const options = { script, request: sampleRequest(request), time, after, onActivity, mostRequests }
  const place = {
    url: (origin: string) => `http://${origin}`,
    endConnection: (number: number) => void ended.push(number),
  }
  const answers = createScriptAnswers(options, place)
  const { method, path } = sampleRequest(request)
  const target = `/api/v2${path}`
  const ask = (fields: Parameters<typeof incoming>[0] = {}) =>
    answers.core.handle(incoming({ method, target, ...fields }))
  return { answers, clock, heard, ended, ask, target }
}

const replyOf = (outcome: Outcome): Reply => ('transport' in outcome ? outcome.reply : outcome)
const headerOf = ({ headers }: Reply, name: string) => headers[headers.indexOf(name) + 1]
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('each attempt is answered by the next step, and past the end by the last one again', async () => {
  const { answers, ask } = serve([{ status: 503 }, ok])
  const statuses = [await ask(), await ask(), await ask()].map(({ outcome }) => replyOf(outcome).status)
  expect(statuses).toEqual([503, 200, 200])
  const told = answers.attempts.map(({ step, isBeyond, status, fault }) => [step, isBeyond, status, fault])
  expect(told).toEqual([[0, false, 503, null], [1, false, 200, null], [1, true, 200, null]]) // biome-ignore format: a table
})

test('a script without steps is refused', async () => {
  await expect(serve([]).ask()).rejects.toThrow('A script needs at least one step')
})

test('what comes beside the attempts spends no step', async () => {
  const { answers, heard, ask } = serve([{ status: 503 }, ok])
  const { outcome, attempt } = await ask({ method: 'OPTIONS' })
  expect([replyOf(outcome).status, attempt]).toEqual([204, null])
  expect((await ask()).outcome).toMatchObject({ status: 503 })
  expect([answers.asides.length, answers.attempts.length, heard]).toEqual([1, 1, ['aside', 'arrived']])
})

test('at the second origin everything is an attempt', async () => {
  const { answers } = serve([ok])
  await answers.elsewhere.handle(incoming({ method: 'OPTIONS' }))
  expect(answers.attempts).toMatchObject([{ isElsewhere: true }])
  expect(answers.elsewhere.journal).toBe(answers.core.journal)
})

test('who sends too much, or goes on when the script is over, gets a success that nobody records', async () => {
  const { answers, ask } = serve([{ status: 503 }], 'listFiles', 1)
  await ask()
  const { outcome, attempt } = await ask()
  expect([replyOf(outcome).status, attempt, answers.attempts.length]).toEqual([200, null, 1])
  expect(headerOf(replyOf(outcome), 'X-Request-ID')).toMatch(/^[0-9a-f-]{36}$/)
  expect(headerOf(replyOf(outcome), 'Date')).toBe(formatHttpDate(nowMs))
  const over = serve([{ status: 503 }])
  over.answers.giveIn()
  expect((await over.ask()).outcome).toMatchObject({ status: 200 })
})

test('the wait that is asked for stands with the attempt, by the clock of the server', async () => {
  const { answers, ask } = serve([
    { status: 429, retryAfter: 2 },
    { status: 429, retryAfterDate: 4, clockAhead: 3_600 },
  ])
  await ask()
  await ask()
  expect(answers.attempts.map(({ askedMs, dueMs }) => [askedMs, dueMs])).toEqual([
    [2_000, null],
    [4_000, nowMs + 3_604_000],
  ])
})

test('the body is written down, with where the key stands', async () => {
  const { answers, ask, heard } = serve([ok], 'createFolder')
  await ask({ body: bodyOf('{"name":', '"aion_test_retry_bench_0000000000"}') })
  expect(answers.attempts[0]).toMatchObject({
    bodyText: '{"name":"aion_test_retry_bench_0000000000"}',
    keyIn: ['the body'],
    body: { bytes: 43, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(heard).toEqual(['arrived', 'moved', 'moved'])
})

test('an answer is owed until it is over, but not while the client lets its body wait or the script its answer', async () => {
  const { answers, clock, ask } = serve([{ ...ok, delayMs: 5_000 }])
  const asked = ask()
  await turn()
  expect(answers.owesAnAnswer()).toBe(false)
  await clock.tickAsync(4_999)
  expect(answers.attempts[0]?.status).toBeNull()
  await clock.tickAsync(1)
  const { attempt } = await asked
  expect([answers.attempts[0]?.status, answers.owesAnAnswer()]).toEqual([200, true])
  if (attempt) answers.core.journal.close(attempt)
  expect(answers.owesAnAnswer()).toBe(false)
})

test('a transport fault stands with the attempt, with a status only where its head goes out', async () => {
  const { answers, ask } = serve([{ transport: 'reset' }, { status: 200, transport: 'short-body' }])
  expect((await ask()).outcome).toMatchObject({ transport: 'reset' })
  await ask()
  expect(answers.attempts.map(({ status, fault }) => [status, fault])).toEqual([
    [null, 'reset'],
    [200, 'short-body'],
  ])
})

test.each([
  ['a stall', { transport: 'stall-headers' }, 'listFiles'],
  ['a stall in its body', { status: 200, transport: 'stall-body' }, 'listFiles'],
  ['a body that drips', { ...ok, body: 'drips' }, 'listFiles'],
  ['a huge body', { status: 503, body: 'huge' }, 'listFiles'],
  ['a stream that stalls', { ...ok, stream: 'stalls' }, 'streamMessage'],
] as const)('nobody is owed the end of %s', async (_, step, request) => {
  const { answers, heard, ask } = serve([step], request)
  await ask()
  expect(answers.owesAnAnswer()).toBe(true)
  await turn()
  expect([answers.owesAnAnswer(), heard]).toEqual([false, ['arrived', 'answered']])
})

test.each([
  ['a success', ok, 'listFiles'],
  ['a reset', { transport: 'reset' }, 'listFiles'],
  ['a stream', { ...ok, stream: 'fails' }, 'streamMessage'],
] as const)('the end of %s is owed until it has gone out', async (_, step, request) => {
  const { answers, ask } = serve([step], request)
  await ask()
  await turn()
  expect(answers.owesAnAnswer()).toBe(true)
})

test.each([
  [undefined, 'http://own/moved'],
  ['other-port', 'http://elsewhere/moved'],
] as const)('a redirect leads to where the script says (%s)', async (elsewhere, location) => {
  const { ask } = serve([{ status: 307, location: '/moved', ...(elsewhere && { elsewhere }) }])
  expect(headerOf(replyOf((await ask()).outcome), 'Location')).toBe(location)
})

test.each([
  ['http://own', '/moved'],
  ['https://own:8443/api/v2', '/api/v2/moved'],
])('a redirect to a path alone keeps the path of %s', (base, location) => {
  const reply = { status: 307, headers: ['Location', '/moved'], body: null }
  locate(reply, { relative: true }, () => base)
  expect(reply.headers).toEqual(['Location', location])
})

test('who does not offer HTTP/2 is answered as if nothing were wrong', async () => {
  const { ask } = serve([{ transport: 'h2-refused-stream' }])
  expect((await ask()).outcome).toMatchObject({ status: 200 })
  expect((await serve([{ transport: 'h2-refused-stream' }]).ask({ isHttp2: true })).outcome).toMatchObject({
    transport: 'h2-refused-stream',
  })
})

test('an early answer comes after 64 kB of the upload; the rest is read behind it', async () => {
  const { answers, ended, ask } = serve([{ status: 413, early: 'reads-on' }], 'createFolder')
  const half = 'x'.repeat(32_768)
  const { outcome, attempt } = await ask({ body: bodyOf(half, half, half) })
  expect(replyOf(outcome).body).toEqual(expect.any(String))
  expect(answers.attempts[0]?.body?.bytes).toBe(65_536)
  await turn()
  expect([attempt?.body?.bytes, ended]).toEqual([98_304, []])
})

test('an early answer that ends has its length, and the connection ends behind it', async () => {
  const { ended, ask } = serve([{ status: 413, early: 'ends' }], 'createFolder')
  const { outcome } = await ask({ connection: 7 })
  const { headers, body } = replyOf(outcome)
  const sent = await text(body as AsyncIterable<string>) // not a string: it ends by itself
  expect(headerOf(replyOf(outcome), 'Content-Length')).toBe(String(sent.length))
  expect(headers).toContain('Content-Type')
  expect(JSON.parse(sent)).toHaveProperty('error.code')
  await turn()
  expect(ended).toEqual([7])
})

test('an upload that breaks off behind an early answer leaves what had come', async () => {
  const { ask } = serve([{ status: 413, early: 'reads-on' }], 'createFolder')
  async function* chunks() {
    yield new Uint8Array(65_536)
    throw new Error('gone')
  }
  const { attempt } = await ask({ body: { declaredBytes: undefined, chunks } })
  await turn()
  expect(attempt?.body?.bytes).toBe(65_536)
})
