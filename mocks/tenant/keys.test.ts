import { expect, test } from 'vitest'
import { exampleKey, isTenantName, isWellFormedKey } from './keys.ts'

test('names and keys have their form', () => {
  expect(['a', 'a-b_C9', 'x'.repeat(64)].map(isTenantName)).toEqual([true, true, true])
  expect(['', 'x'.repeat(65), 'a b', 'aion_test_a_of_the_tests_here', 5, undefined].map(isTenantName)).toEqual(
    Array(6).fill(false),
  )
  expect([
    isWellFormedKey(`aion_${'x'.repeat(20)}`),
    isWellFormedKey(`aion_${'x'.repeat(19)}`),
    isWellFormedKey(`xaion_${'x'.repeat(20)}`),
    isWellFormedKey(`aion_${'x'.repeat(20)}%`),
  ]).toEqual([true, false, false, false])
  expect(exampleKey).toBe('aion_test_name_of_your_choice')
})
