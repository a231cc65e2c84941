import { expect, test } from 'vitest'
import { createBoundedLog } from './bounded-log.ts'

test('a log keeps its newest entries', () => {
  const log = createBoundedLog<number>(10, { entries: 0, most: 1_000, least: 0 })
  log.fill([1, 2, 3])
  for (let entry = 4; entry <= 11; entry += 1) expect(log.create(entry)).toBe(entry)
  expect(log.all()).toHaveLength(11)
  log.create(12)
  expect(log.all()).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  log.clear()
  expect(log.all()).toEqual([])
})

test('logs that share a room hold so many together, and each its newest few in any case', () => {
  const room = { entries: 0, most: 30, least: 3 }
  const [busy, quiet, late] = [0, 1, 2].map(() => createBoundedLog<number>(100, room))
  if (!busy || !quiet || !late) throw new Error('There are three logs')
  for (let entry = 0; entry < 10; entry += 1) quiet.create(entry)
  for (let entry = 0; entry < 200; entry += 1) busy.create(entry)
  expect([quiet.all().length, quiet.all()[0], busy.all().at(-1)]).toEqual([10, 0, 199])
  expect(busy.all().length).toBeGreaterThanOrEqual(17)
  expect(room.entries).toBe(quiet.all().length + busy.all().length)
  expect(room.entries).toBeLessThanOrEqual(30)
  for (let entry = 0; entry < 200; entry += 1) late.create(entry)
  expect(late.all()).toEqual([197, 198, 199])
  expect(room.entries).toBeLessThanOrEqual(33)

  busy.clear()
  expect(room.entries).toBe(13)
  late.create(200)
  expect(late.all()).toHaveLength(4)
})

test('what was there before is taken whole, however full the room is', () => {
  const room = { entries: 30, most: 30, least: 3 }
  const log = createBoundedLog<number>(100, room)
  log.fill([1, 2, 3, 4, 5, 6])
  expect(log.all()).toEqual([1, 2, 3, 4, 5, 6])
  expect(room.entries).toBe(36)
  log.create(7)
  expect(log.all()).toEqual([2, 3, 4, 5, 6, 7])
})
