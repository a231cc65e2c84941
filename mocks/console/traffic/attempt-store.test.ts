import { expect, test } from 'vitest'
import { anAttempt } from '../../testing/an-attempt.ts'
import { createAttemptStore } from './attempt-store.ts'

const heard = (id: number, length = 10) => ({ attempt: anAttempt({ id }), length })
const ids = ({ list }: ReturnType<typeof createAttemptStore>) => list().map(({ id }) => id)

test('attempts stand in the order in which they came, whenever they end', () => {
  const store = createAttemptStore()
  store.add([heard(2), heard(5), heard(1)])
  store.add([heard(3)])
  expect(ids(store)).toEqual([1, 2, 3, 5])
})

test('one that comes again is there once', () => {
  const store = createAttemptStore()
  store.add([heard(1), heard(2)])
  store.add([{ attempt: anAttempt({ id: 1, status: 503 }), length: 10 }])
  expect(ids(store)).toEqual([1, 2])
  expect(store.list()[0]?.status).toBe(503)
})

test('ten thousand leave the newest, and the number of the others', () => {
  const store = createAttemptStore({ capacity: 100 })
  for (let id = 1; id <= 10_000; id += 1) store.add([heard(id)])
  expect(ids(store)).toEqual(Array.from({ length: 100 }, (_, index) => 9_901 + index))
  expect(store.forgotten).toBe(9_900)
})

test('long ones leave fewer, at least one', () => {
  const store = createAttemptStore({ maxLength: 100 })
  for (let id = 1; id <= 10; id += 1) store.add([heard(id, 40)])
  expect(ids(store)).toEqual([9, 10])
  store.add([heard(11, 1_000)])
  expect(ids(store)).toEqual([11])
})

test('what is replaced takes its room only once', () => {
  const store = createAttemptStore({ maxLength: 100 })
  store.add([heard(1, 40), heard(2, 40)])
  for (let time = 0; time < 10; time += 1) store.add([heard(2, 40)])
  expect(ids(store)).toEqual([1, 2])
})
