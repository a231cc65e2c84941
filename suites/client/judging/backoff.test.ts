import { expect, test } from 'vitest'
import { attempt, call } from '../hand-made.ts'
import { waitsByPlace, whyNotGeometric } from './backoff.ts'

test('waits stand by their place', () => {
  const calls = [call([attempt(0, 503), attempt(1_000, 503), attempt(3_000)]), call([attempt(0, 503), attempt(500)])]
  expect(waitsByPlace(calls)).toEqual([[1_000, 500], [2_000]])
  expect(waitsByPlace([])).toEqual([])
  expect(waitsByPlace([call([attempt(0, null), attempt(700)])])).toEqual([[0]])
})

const why = (...means: number[]) => whyNotGeometric(means.map((one) => [one, one]))

test.each<[string, readonly number[], string | undefined]>([
  ['doubled waits', [500, 1_000, 2_000, 4_000], undefined],
  ['growth by nearly a third', [1_000, 1_300], undefined],
  ['growth by less', [1_000, 1_299], 'wait 2 is 1.30 times wait 1'],
  ['a later wait that does not grow', [1_000, 2_000, 2_000], 'wait 3 is 1.00 times wait 2'],
  ['a wait that is much shorter', [1_000, 2_000, 1_959], 'wait 3 is shorter than the one before it'],
  ['a wait that is as long but for noise', [1_000, 2_000, 1_961], 'wait 3 is 0.98 times wait 2'],
  ['waits at their cap', [2_000, 4_000, 8_000, 8_000], undefined],
  ['waits above it', [4_000, 8_000, 9_000], undefined],
  ['waits that begin with none', [49, 1_000, 2_000], undefined],
  ['one wait', [1_000], undefined],
  ['no wait', [], undefined],
  ['less than twice over two', [1_000, 1_310, 1_990], 'wait 3 is 1.99 times wait 1'],
  ['equal steps', [1_000, 2_000, 3_000], 'it grows by equal steps, which is linear'],
  ['steps that grow by a third', [1_000, 2_000, 3_310], undefined],
])('of %s', (_, means, expected) => {
  expect(why(...means)).toBe(expected)
})

test('waits that spread cannot tell a line from a curve', () => {
  const spread = [1_000, 2_000, 3_000].map((one) => [0.5 * one, 1.5 * one])
  expect(whyNotGeometric(spread)).toBeUndefined()
  const less = [1_000, 2_000, 3_000].map((one) => [0.71 * one, 1.29 * one])
  expect(whyNotGeometric(less)).toBe('it grows by equal steps, which is linear')
})

test('whoever allows for lateness takes the earlier of two waits for shorter', () => {
  expect(whyNotGeometric([[1_000], [1_250]], 0)).toBe('wait 2 is 1.25 times wait 1')
  expect(whyNotGeometric([[1_000], [1_250]], 50)).toBeUndefined()
  expect(whyNotGeometric([[99], [1_000], [2_000]], 50)).toBeUndefined()
})
