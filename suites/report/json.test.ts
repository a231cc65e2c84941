import { expect, test } from 'vitest'
import { jsonReport } from './json.ts'

test('a long text is cut', () => {
  const text = jsonReport({ verdicts: [{ evidence: 'x'.repeat(1_000_000) }] })
  expect(text.length).toBeLessThan(5_000)
  expect(text).toContain('(1000000 letters)')
})

test('what acts on a terminal is escaped, and reads the same', () => {
  const evidence = '\u001b[31m\u009b2J\u202e\u{E0041}\u2028é😀'
  const text = jsonReport({ verdicts: [{ evidence }] })
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  expect(JSON.parse(text)).toEqual({ verdicts: [{ evidence }] })
})
