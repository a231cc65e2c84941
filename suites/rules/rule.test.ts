import { expect, test } from 'vitest'
import { chooseById } from './rule.ts'

const rules = ['b-holds', 'a-holds'].map((id) => ({ id, statement: id, source: 'assumed', level: 'MUST' as const }))

test('rules are chosen by id, in the order of the suite', () => {
  expect(chooseById(rules, ['a-holds', 'b-holds']).map(({ id }) => id)).toEqual(['b-holds', 'a-holds'])
  expect(chooseById(rules, undefined)).toBe(rules)
})

test('an unknown id is refused with the near one', () => {
  expect(() => chooseById(rules, ['a-hold'])).toThrow('There is no rule a-hold. Did you mean a-holds?')
})
