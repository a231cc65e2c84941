import { expect, test } from 'vitest'
import { mean, median, range, variation } from './statistics.ts'

test('the middle, the spread and the range of some values', () => {
  expect([mean([1, 2, 6]), range([3, 1, 6])]).toEqual([3, 5])
  expect([median([]), median([7]), median([9, 1, 5]), median([9, 1, 5, 7])]).toEqual([undefined, 7, 5, 6])
})

test('equal values do not vary, others by their deviation over their mean', () => {
  expect([variation([5, 5, 5]), variation([0, 0])]).toEqual([0, 0])
  expect(variation([1, 3])).toBeCloseTo(0.5)
  expect(variation([-1, 1])).toBe(0)
})
