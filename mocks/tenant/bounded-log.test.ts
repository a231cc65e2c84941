import { expect, test } from 'vitest'
import { createBoundedLog } from './bounded-log.ts'

test('a log keeps its newest entries', () => {
  const log = createBoundedLog<number>(10)
  log.fill([1, 2, 3])
  for (let entry = 4; entry <= 11; entry += 1) expect(log.create(entry)).toBe(entry)
  expect(log.all()).toHaveLength(11)
  log.create(12)
  expect(log.all()).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  log.clear()
  expect(log.all()).toEqual([])
})
