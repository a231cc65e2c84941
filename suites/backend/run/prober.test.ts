import { expect, test } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { answered, refused, unanswered } from '../hand-made.ts'
import type { Probe } from '../probe.ts'
import { SendFailure } from '../send/sender.ts'
import type { Sent } from './exchanger.ts'
import { createProber, type ProberOptions } from './prober.ts'

const probe = (fields: Partial<Probe> = {}): Probe => ({
  id: 'p',
  intent: 'success',
  operation: 'listFolders',
  ...fields,
})
const limited = (retryAfter: string): Sent => ({
  result: refused('RATE_LIMIT_ERROR', { intent: 'success', headers: { 'Retry-After': retryAfter } }),
})
const good: Sent = { result: answered(200) }
const lost = (kind: 'unreachable' | 'silent'): Sent => ({
  result: unanswered('no answer', { failureKind: kind }),
  failure: new SendFailure('no answer', kind),
})

/** A prober whose answers are these, the last one for ever; how often it sent, and how long it paused which key. */
function proberOf(answers: readonly Sent[], options: Partial<ProberOptions> = {}) {
  const exchanges: Exchange[] = []
  const paused: [string, number][] = []
  const signal = new AbortController().signal
  const prober = createProber({
    exchanger: {
      exchanges,
      async exchange() {
        const sent = answers[Math.min(exchanges.length, answers.length - 1)] ?? {}
        exchanges.push(sent.result ?? answered(200))
        return sent
      },
    },
    pacer: {
      async turn() {},
      pause: (key, ms) => void paused.push([key, ms]),
      seen() {},
      waitAfter: ({ headers }) => 1_000 * Number(headers.find(([name]) => name === 'Retry-After')?.[1]),
    },
    keys: { main: 'aion_the_main_key_000000' },
    maxRequests: 100,
    interrupted: signal,
    stopped: signal,
    ...options,
  })
  const once = (fields: Partial<Probe> = {}) => prober.once(probe(fields), new Map(), signal)
  return { prober, once, exchanges, paused }
}

const aborted = AbortSignal.abort()

test.each([
  ['interrupted', { interrupted: aborted, stopped: aborted }],
  ['deadline', { stopped: aborted }],
  ['max-requests', { maxRequests: 0 }],
] as const)('nothing is sent when the run is over: %s', async (ending, options) => {
  const { once, exchanges } = proberOf([good], options)
  await expect(once()).rejects.toMatchObject({ ending })
  expect(exchanges).toEqual([])
})

test('an abort on the way ends the run', async () => {
  await expect(proberOf([{}]).once()).rejects.toMatchObject({ ending: 'deadline' })
})

test('a first request that reaches nobody means that there is no target', async () => {
  await expect(proberOf([lost('unreachable')]).once()).rejects.toMatchObject({ name: 'Unreachable' })
})

test('six requests without an answer, one after the other, mean that the target is gone', async () => {
  const { once } = proberOf([good, ...Array(5).fill(lost('silent')), good, ...Array(6).fill(lost('silent'))])
  for (let sent = 0; sent < 12; sent++) await once()
  await expect(once()).rejects.toMatchObject({ ending: 'lost' })
})

test('a later request that reaches nobody is only counted', async () => {
  const { once } = proberOf([good, lost('unreachable')])
  await once()
  expect((await once()).answer).toBeNull()
})

test('an unasked rate limit pauses its key and is asked again', async () => {
  const { once, exchanges, paused } = proberOf([limited('7'), good])
  await once()
  expect([exchanges.length, paused]).toEqual([2, [['main', 7_000]]])
})

test('after eight more times a rate limit is an answer', async () => {
  const { once, exchanges } = proberOf([limited('1')])
  expect((await once()).answer?.status).toBe(429)
  expect(exchanges.length).toBe(9)
})

test.each([
  [2, 2],
  [3, 1],
])('a bad key that must wait %i s is sent %i times', async (seconds, times) => {
  const { once, exchanges } = proberOf([limited(String(seconds)), good])
  await once({ credential: 'unknown' })
  expect(exchanges.length).toBe(times)
})

test('once a bad key was made to wait for long, no bad key is sent, and good ones are', async () => {
  const { once, exchanges } = proberOf([limited('60'), good])
  await once({ credential: 'malformed' })
  await expect(once({ credential: 'none' })).rejects.toThrow('the target makes bad keys wait')
  await once()
  expect(exchanges.length).toBe(2)
})

test('what an abort did not cause is thrown on', () => {
  const cause = new Error('of the clock')
  expect(() => proberOf([good]).prober.endOnAbort(cause)).toThrow(cause)
})
