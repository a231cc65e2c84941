import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import { type ClockFacts, virtualClock } from '../run.ts'
import { lookAtAbort } from './abort.ts'

const aborted = ended(false, { name: 'AbortError', message: '' })
const plain = ended(false, { name: 'TypeError', message: '' })

const look = (
  fields: Partial<Parameters<typeof call>[2]>,
  outcome: Parameters<typeof call>[1],
  clock: Partial<ClockFacts> = {},
) => {
  const { verdict, evidence } = lookAtAbort(call([attempt(0, 503)], outcome, fields), { ...virtualClock, ...clock })
  return `${verdict}: ${evidence}`
}

test('a call that was cancelled ends at once, with an abort', () => {
  expect(look({ cancelledMs: 500, settledMs: 510 }, aborted)).toBe(
    'pass: ended 10 ms after it was cancelled, with AbortError',
  )
  // A tenth of a second, 2 % and what the clock may be late.
  expect(look({ cancelledMs: 500, settledMs: 852 }, aborted)).toMatch(/^pass/)
  expect(look({ cancelledMs: 500, settledMs: 853 }, aborted)).toBe(
    'fail: ended 353 ms after it was cancelled, with AbortError',
  )
})

test('another end is no abort, unless it may have come before', () => {
  expect(look({ cancelledMs: 500, settledMs: 510 }, plain)).toBe(
    'fail: ended 10 ms after it was cancelled, with TypeError: that is no abort',
  )
  expect(look({ cancelledMs: 500, settledMs: 510 }, plain, { addedMs: 11 })).toBe(
    'not-applicable: ended 10 ms after it was cancelled, with TypeError: it may have ended before',
  )
  expect(look({ cancelledMs: 500, settledMs: 510 }, plain, { addedMs: 10 })).toMatch(/^fail/)
})

test('one that had ended before says nothing', () => {
  expect(look({ cancelledMs: 500, settledMs: 499 }, plain)).toBe('not-applicable: had ended before, with TypeError')
  expect(look({ cancelledMs: 500, settledMs: 500 }, aborted)).toMatch(/^pass/)
  expect(look({ settledMs: 499 }, plain)).toBe('inconclusive: was never cancelled')
})

test('it sends nothing more', () => {
  const { verdict, evidence } = lookAtAbort(
    call([attempt(0, 503), attempt(500, 503), attempt(501, 503)], aborted, { cancelledMs: 500, settledMs: 510 }),
    virtualClock,
  )
  expect(`${verdict}: ${evidence}`).toBe('fail: sent 1 attempt after it was cancelled')
})

test('one that goes on is wrong', () => {
  expect(look({ cancelledMs: 500, settledMs: null, watchedMs: 9_000 }, null)).toBe(
    'fail: had not ended 9,000 ms after it began',
  )
})
