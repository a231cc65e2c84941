import { expect, test } from 'vitest'
import { first, invalid, isPromise, refuse, whenReady } from './message.ts'

test('a refusal names its field, its issue and its status', () => {
  expect(invalid('a', 'Is b')).toEqual({
    error: 'VALIDATION_ERROR',
    status: 422,
    message: 'a: Is b',
    details: { field: 'a', issue: 'Is b' },
  })
  expect(invalid('a', 'Is b', 400).status).toBe(400)
  expect(refuse('HTTP_404', { message: 'x' })).toEqual({ error: 'HTTP_404', message: 'x' })
  expect([first(undefined), first('a'), first(['b', 'c'])]).toEqual([undefined, 'a', 'b'])
})

test('what is there is gone on with at once', async () => {
  const double = (value: number) => value * 2
  expect(whenReady(2, double)).toBe(4)
  const later = whenReady(Promise.resolve(2), double)
  expect([isPromise(later), await later]).toEqual([true, 4])
})
