import { expect, test } from 'vitest'
import { plainRequest } from '../testing/plain-request.ts'
import { createJournal } from './journal.ts'
import { createRing } from './ring.ts'

const journal = createJournal({ requestIdOf: String })
const open = () => journal.open(plainRequest(), { tenant: 'me', operation: null, nowMs: 0 })

function filled(count: number) {
  const ring = createRing({ tenant: 'me', capacity: 4, requestIdOf: String })
  const attempts = Array.from({ length: count }, open)
  for (const attempt of attempts) ring.push(attempt)
  const numbers = () => ring.attempts().map((attempt) => attempts.findIndex(({ id }) => id === attempt.id) + 1)
  return { ring, numbers, more: (attempt: ReturnType<typeof open>) => attempts.push(attempt) }
}

test.each([
  [1, []],
  [3, [3]],
  [4, [3, 4]],
  // Full and turned: the oldest do not lie first.
  [6, [5, 6]],
])('of %d attempts the newer half is left', (count, left) => {
  const { ring, numbers } = filled(count)
  const each = ring.bytes / ring.length
  ring.halve()
  expect(numbers()).toEqual(left)
  expect(ring.bytes).toBeCloseTo(each * left.length)
})

test('a halved ring fills up again to what it may hold, in order', () => {
  const { ring, numbers, more } = filled(6)
  ring.halve()
  for (let count = 0; count < 5; count += 1) {
    const attempt = open()
    more(attempt)
    ring.push(attempt)
  }
  expect(numbers()).toEqual([8, 9, 10, 11])
})
