import { expect, test } from 'vitest'
import { steeringValidators } from '../../generated/steering-validators.js'
import { readParameters } from './parameters.ts'

const read = (query: string) => readParameters(new URLSearchParams(query), steeringValidators.JournalQuery)

test('numbers are read as numbers, names as they are', () => {
  expect(read('tenant=5&after=12&newest=3&operation=listFiles')).toEqual({
    input: { tenant: '5', after: 12, newest: 3, operation: 'listFiles' },
  })
  expect(read('after=999999999999999')).toEqual({ input: { after: 999_999_999_999_999 } })
  expect(read('')).toEqual({ input: {} })
})

test.each([
  ['after=1&after=2', 'after', 'Stands more than once'],
  ['after=x', 'after', 'Must be a whole number: the cursor of an answer before'],
  ['after=1x', 'after', 'Must be a whole number: the cursor of an answer before'],
  ['after=', 'after', 'Must be a whole number: the cursor of an answer before'],
  ['after=9999999999999999', 'after', 'Must be a whole number: the cursor of an answer before'],
  ['newest=0', 'newest', 'Must be a whole number between 1 and 10000'],
  ['newest=10001', 'newest', 'Must be a whole number between 1 and 10000'],
  ['__proto__=', '__proto__', 'Is not a known parameter of this request (tenant, operation, after, newest)'],
  ['__proto__=1&__proto__=2', '__proto__', 'Stands more than once'],
  ['tenent=me', 'tenent', 'Is not a known parameter of this request. Did you mean tenant?'],
])('%s is refused', (query, field, issue) => {
  expect(read(query)).toEqual({ problem: { field, issue } })
})
