import { expect, test } from 'vitest'
import { anAttempt } from '../testing/an-attempt.ts'
import { createRings } from './rings.ts'

function create(maxBytes: number, capacity = 100) {
  const rings = createRings({ requestIdOf: String, capacity, maxBytes })
  let id = 0
  return {
    rings,
    add(tenant: string, count = 1) {
      for (let i = 0; i < count; i += 1) {
        id += 1
        rings.push(rings.of(tenant), anAttempt({ id, tenant }))
      }
    },
    kept: () => rings.chosen(undefined).map((ring) => ring.attempts().map((attempt) => attempt.id)),
  }
}

/** How much one attempt takes, with what its ring takes for itself. */
const oneBytes = (() => {
  const { rings, add } = create(Number.POSITIVE_INFINITY)
  add('a')
  return rings.of('a').bytes
})()

test('each tenant has a ring of its own, and the one that came last stands last', () => {
  const { rings, add, kept } = create(Number.POSITIVE_INFINITY)
  add('a')
  add('b')
  add('a')
  expect(kept()).toEqual([[2], [1, 3]])
  expect(rings.of('a')).toBe(rings.known('a'))
  expect(rings.known('c')).toBeUndefined()
  expect(rings.chosen('b').map((ring) => ring.length)).toEqual([1])
  expect(rings.chosen('c')).toEqual([])
})

test('who has been silent longest is forgotten first, and nobody before there is need', () => {
  const { add, kept } = create(oneBytes * 3)
  for (const tenant of ['a', 'b', 'c']) add(tenant)
  expect(kept()).toEqual([[1], [2], [3]])
  add('a')
  expect(kept().flat()).toEqual([3, 1, 4])
  add('d')
  add('e')
  expect(kept().at(-1)).toEqual([6])
  expect(kept().flat()).not.toContain(3)
})

test('a tenant alone loses its older half, but never its last attempt', () => {
  const { add, kept } = create(oneBytes * 4)
  add('a', 100)
  const [ids = []] = kept()
  expect(ids.length).toBeGreaterThan(1)
  expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => 101 - ids.length + index))
  const tight = create(1)
  tight.add('a', 3)
  expect(tight.kept()).toEqual([[3]])
})

test('what is forgotten makes room', () => {
  const { rings, add, kept } = create(oneBytes * 2)
  add('a')
  add('b')
  rings.clear('a')
  add('c')
  expect(kept()).toEqual([[2], [3]])
  rings.clear(undefined)
  add('d')
  add('e')
  expect(kept()).toEqual([[4], [5]])
  rings.clear('nobody')
  expect(kept()).toEqual([[4], [5]])
})

test('bytes that just fit stay; one byte less is too little', () => {
  const four = create(Number.POSITIVE_INFINITY)
  four.add('a', 4)
  const { bytes } = four.rings.of('a')
  const kept = (maxBytes: number) => {
    const made = create(maxBytes)
    made.add('a', 4)
    return made.kept()
  }
  expect(kept(bytes)).toEqual([[1, 2, 3, 4]])
  expect(kept(bytes - 1)[0]?.length).toBeLessThan(4)
})
