import { expect, test } from 'vitest'
import { readInput } from './read-input.ts'
import type { InputValidator, ValidationError } from './validator.ts'

/** A validator that takes one value, and says these errors of any other. */
function takes(value: string, errors?: readonly ValidationError[] | null): InputValidator<string> {
  return Object.assign((data: unknown): data is string => data === value, errors === undefined ? {} : { errors })
}

test('what the schema describes is given back as it was', () => {
  expect(readInput(takes('a'), 'a')).toEqual({ input: 'a' })
})

test('the deciding problem is told in the words of an input, or of who gave it', () => {
  const errors: readonly ValidationError[] = [
    { keyword: 'required', instancePath: '', parentSchema: {}, property: 'name' },
    { keyword: 'additionalProperties', instancePath: '', parentSchema: {}, property: 'banana' },
  ]
  expect(readInput(takes('a', errors), 'b')).toEqual({ problem: { field: 'banana', issue: 'Is not a known field' } })
  const wording = { part: 'flag', spell: (name: string) => `--${name}` }
  expect(readInput(takes('a', errors), 'b', wording)).toEqual({
    problem: { field: '--banana', issue: 'Is not a known flag' },
  })
})

test('a validator that says nothing leaves the whole invalid', () => {
  for (const errors of [[], null, undefined])
    expect(readInput(takes('a', errors), 'b')).toEqual({ problem: { field: 'body', issue: 'Is invalid' } })
})
