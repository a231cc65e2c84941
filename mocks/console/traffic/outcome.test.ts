import { expect, test } from 'vitest'
import { anAttempt } from '../../testing/an-attempt.ts'
import { outcomeText, readServed, statusText } from './outcome.ts'
import { warningText } from './warning-text.ts'

test.each([
  ['RATE_LIMIT_ERROR;by=header', 'RATE_LIMIT_ERROR', 'header'],
  ['HTTP_500;by=plan-2', 'HTTP_500', 'plan-2'],
  ['reset;by=plan-2;step=3;degraded', 'reset', 'plan-2, step 3'],
  ['reset', 'reset', ''],
])('%s was %s, asked for by "%s"', (served, name, by) => {
  expect(readServed(served)).toEqual({ name, by })
})

test.each([
  ['unknown-parameter;name="colour"', 'unknown parameter colour'],
  ['unknown-field;name="a;b=\\"c";near="ab"', 'unknown field a;b="c (near ab)'],
  ['not a structured field', 'not a structured field'],
])('%s is told as %s', (warning, text) => {
  expect(warningText(warning)).toBe(text)
})

test.each([
  [{ status: 200 }, '200', '200 success'],
  [{ status: 299 }, '299', '299 success'],
  [{ status: 300 }, '300', '300 redirected'],
  [{ status: 399 }, '399', '399 redirected'],
  [{ status: 400 }, '400', '400 refused'],
  [{ status: 499 }, '499', '499 refused'],
  [{ status: 500 }, '500', '500 failed'],
  [{ status: 429 }, '429', '429 refused'],
  [{ status: 503 }, '503', '503 failed'],
  [{ status: null }, 'none', 'no whole answer'],
  [{ status: null, tookMs: null }, '…', 'under way'],
])('%j is written %s and read as %s', (given, short, long) => {
  const attempt = anAttempt(given)
  expect([statusText(attempt), outcomeText(attempt)]).toEqual([short, long])
})

test('an answer that was cut is none, whatever its status', () => {
  const { times, ...attempt } = anAttempt()
  expect(outcomeText({ ...attempt, times: { ...times, faultMs: 1 } })).toBe('200 no whole answer')
})
