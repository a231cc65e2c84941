import { expect, test } from 'vitest'
import { anAttempt } from '../testing/an-attempt.ts'
import { createUnderWay } from './under-way.ts'

const [one, two, three] = [anAttempt({ id: 1 }), anAttempt({ id: 2, tenant: 'other' }), anAttempt({ id: 3 })]

/** Three attempts under way, of which these have left. */
function left(...gone: readonly ReturnType<typeof anAttempt>[]) {
  const underWay = createUnderWay()
  for (const attempt of [one, two, three]) underWay.add(attempt)
  for (const attempt of gone) underWay.remove(attempt)
  return underWay
}

test.each([
  [[], 1],
  [[one], 2],
  [[one, two], 3],
  [[three, one], 2],
  [[two, one], 3],
  [[one, three, two], 9],
])('when %j have left, the oldest is %d', (gone, oldest) => {
  expect(left(...gone).oldest(9, undefined)).toBe(oldest)
})

test('the oldest is asked for by tenant, and no younger than the id that is given', () => {
  expect(left().oldest(9, 'other')).toBe(2)
  expect(left().oldest(9, 'nobody')).toBe(9)
  expect(left(one, two).oldest(3, undefined)).toBe(3)
  expect(left(one, two).oldest(2, undefined)).toBe(2)
})

test('who leaves twice, or never came, takes nobody along', () => {
  const underWay = left(one, one, anAttempt({ id: 7 }))
  expect(underWay.oldest(9, undefined)).toBe(2)
  underWay.remove(two)
  expect(underWay.oldest(9, undefined)).toBe(3)
})

test('those of one tenant are forgotten, or all', () => {
  const underWay = left()
  underWay.clear('other')
  expect([underWay.oldest(9, 'other'), underWay.oldest(9, 'me')]).toEqual([9, 1])
  underWay.clear(undefined)
  expect(underWay.oldest(9, undefined)).toBe(9)
})
