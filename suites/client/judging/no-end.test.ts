import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { noEnd, stillWaitingMs } from './no-end.ts'

test('a call waits since its last answer, as long as it has not ended', () => {
  const watched = { watchedMs: 9_000, startedMs: 500 }
  expect(stillWaitingMs(call([attempt(1_000, 503, { tookMs: 100 })], null, watched))).toBe(8_400)
  expect(stillWaitingMs(call([attempt(0, 503), attempt(4_000, 503)], null, watched))).toBe(5_500)
  expect(stillWaitingMs(call([attempt(1_000, 503)], ended(503), watched))).toBeUndefined()
  expect(stillWaitingMs(call([attempt(1_000, null)], null, watched))).toBeUndefined()
  expect(stillWaitingMs(call([], null, watched))).toBeUndefined()
})

test.each<[string, Parameters<typeof call>, string]>([
  [
    'five minutes without anything are a hang',
    [[], null, { watchedMs: 300_001 }],
    'fail: hung: neither a request nor an end in the 300,001 ms that it was watched',
  ],
  ['less tells nothing', [[], null, { watchedMs: 300_000 }], 'inconclusive: the call had not ended'],
  [
    'one that was cancelled need not send anything',
    [[], null, { watchedMs: 300_001, cancelledMs: 1 }],
    'inconclusive: the call had not ended',
  ],
  [
    'five minutes after its last attempt it hangs',
    [[attempt(1_000, 503)], null, { watchedMs: 301_001 }],
    'fail: hung: neither an end nor another attempt in the 300,001 ms after its last attempt was over',
  ],
  ['less tells nothing', [[attempt(1_000, 503)], null, { watchedMs: 301_000 }], 'inconclusive: the call had not ended'],
  [
    'from the time on at which it began',
    [[attempt(1_000, 503)], null, { startedMs: 500, watchedMs: 300_501 }],
    'fail: hung: neither an end nor another attempt in the 300,001 ms after its last attempt was over',
  ],
  [
    'one that was asked to wait may wait for twice as long',
    [[attempt(0, 503, { askedMs: 200_000 })], null, { watchedMs: 400_000 }],
    'inconclusive: the call had not ended',
  ],
  [
    'but no longer',
    [[attempt(0, 503, { askedMs: 200_000 })], null, { watchedMs: 400_001 }],
    'fail: hung: neither an end nor another attempt in the 400,001 ms after its last attempt was over',
  ],
  [
    'one that waits for an answer is no affair of this',
    [[attempt(0, null)], null, { watchedMs: 900_000 }],
    'inconclusive: the call had not ended',
  ],
])('%s', (_, given, expected) => {
  const { verdict, evidence } = noEnd(call(...given))
  expect(`${verdict}: ${evidence}`).toBe(expected)
})
