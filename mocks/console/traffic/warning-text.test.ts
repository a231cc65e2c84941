import { expect, test } from 'vitest'
import { warningText } from './warning-text.ts'

test.each([
  ['unknown-parameter;name="colour"', 'unknown parameter colour'],
  ['unknown-parameter;name="colour";near="color"', 'unknown parameter colour (near color)'],
  ['not-read', 'not read '],
  ['(', '('],
])('%s reads %j', (warning, text) => {
  expect(warningText(warning)).toBe(text)
})
