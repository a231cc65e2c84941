import { expect, test } from 'vitest'
import { anAttempt } from '../../testing/an-attempt.ts'
import { compileFilter } from './filter.ts'

const attempt = anAttempt({
  status: 429,
  fault: 'RATE_LIMIT_ERROR;by=plan-1',
  warnings: ['limit is unknown'],
})

test.each([
  ['', true],
  ['user-files', true],
  ['GET LISTFILES', true],
  ['get post', false],
  ['429', true],
  ['4xx', true],
  ['5xx', false],
  ['-5xx', true],
  ['-429', false],
  ['is:error', true],
  ['is:fault is:warning', true],
  ['-is:fault', false],
  ['plan-1', true],
  ['unknown', true],
  ['-', true],
])('"%s": %s', (typed, expected) => {
  expect(compileFilter(typed)(attempt)).toBe(expected)
})

test('an attempt without an answer is found as none and as an error', () => {
  const silent = anAttempt({ status: null })
  expect(['none', 'is:error', '2xx'].map((typed) => compileFilter(typed)(silent))).toEqual([true, true, false])
})
