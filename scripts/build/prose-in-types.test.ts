import { expect, test } from 'vitest'
import { withoutProse } from './prose-in-types.ts'

test.each([
  ["    readonly meaning: 'The key has expired.';", '    readonly meaning: string;'],
  ["    readonly meaning: 'It isn\\'t there.';", '    readonly meaning: string;'],
  ['    readonly meaning: "It isn\'t there.";', '    readonly meaning: string;'],
  ["    readonly 'what-else': 'two words';", "    readonly 'what-else': string;"],
])('%s is any text', (given, expected) => {
  expect(withoutProse(`a\n${given}\nb`)).toBe(`a\n${expected}\nb`)
})

test.each([
  "    readonly group: 'request';",
  '    readonly status: 422;',
  "    readonly form: 'one' | 'two';",
  "    readonly form: 'one word' | 'two words';",
  "    readonly errors: readonly ['A B'];",
  "    example: 'a b';",
])('%s stays', (given) => {
  expect(withoutProse(given)).toBe(given)
})
