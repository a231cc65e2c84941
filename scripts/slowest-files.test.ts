import { expect, test } from 'vitest'
import { slowestFiles } from './slowest-files.ts'

test('the ten slowest files stand in the order of their times', () => {
  const files = Array.from({ length: 12 }, (_, index) => ({ path: `${index}.test.ts`, durationMs: index * 1_000 }))
  const lines = slowestFiles(files)
  expect(lines).toHaveLength(10)
  expect(lines.slice(0, 2)).toEqual(['  11.0 s  11.test.ts', '  10.0 s  10.test.ts'])
})
