import { expect, test } from 'vitest'
import { attempt, call, ended } from './hand-made.ts'
import { virtualClock } from './run.ts'
import { wrapNote } from './swallowed.ts'

const unsure = ended(true, { isUnsure: true })
const gone = (at: number) => attempt(at, 404, { method: 'DELETE' })
const run = (...calls: ReturnType<typeof call>[]) => ({
  scenario: { request: 'listFiles', script: [{ status: 500 }] } as const,
  clock: virtualClock,
  calls,
})

test.each([
  ['nothing after an error', call([attempt(0, 500)], unsure), true],
  ['nothing after the least error', call([attempt(0, 400)], unsure), true],
  ['nothing after a redirect', call([attempt(0, 399)], unsure), false],
  ['nothing after no answer', call([attempt(0, null)], unsure), true],
  ['nothing after a success', call([attempt(0, 200)], unsure), false],
  ['nothing after an error and a success', call([attempt(0, 200), attempt(9, 500)], unsure), false],
  ['nothing after an error and a redirect', call([attempt(0, 300), attempt(9, 500)], unsure), true],
  ['nothing at all', call([], unsure), false],
  ['nothing after a DELETE whose repetition found nothing', call([gone(0), gone(9)], unsure), false],
  ['nothing after a DELETE that found nothing', call([gone(0)], unsure), true],
  ['nothing after a GET that found nothing twice', call([attempt(0, 404), attempt(9, 404)], unsure), true],
  ['nothing after a DELETE that failed twice', call([gone(0), attempt(9, 500, { method: 'DELETE' })], unsure), true],
  ['data after an error', call([attempt(0, 500)], ended(true)), false],
  ['no end', call([attempt(0, 500)], null), false],
])('%s is told or not', (_, made, isTold) => {
  expect(wrapNote([run(call([attempt(0)]), made)]) !== undefined).toBe(isTold)
})

test('the note counts scenarios and names the first', () => {
  const swallowed = run(call([attempt(0, 500)], unsure))
  expect(wrapNote([run(call([attempt(0)])), swallowed, swallowed])).toBe(
    "After an error the client ended with nothing to say, or with data that carries an error's code (2 scenarios, such as GET 500), which counts as a success. If it means a failure, wrap it: throw or resolve with {ok: false, …}; as a command, exit with another code than 0 or print such a line.",
  )
})
