import { expect, test } from 'vitest'
import { clientVerdictsPage, rowText, type VerdictRow } from './verdict-rows.ts'

const row: VerdictRow = {
  client: 'conforming',
  way: 'driver',
  loops: 2,
  runs: 20,
  seconds: 31.4,
  load: 12.2,
  verdicts: 63,
  changed: [],
}

test('a row says how it was measured and what changed', () => {
  expect(rowText(row)).toBe('| conforming | driver | 2 | 20 | 31 | 12 | 63 | none |')
  const changed = [{ rule: 'ra-zero', verdicts: ['warn', 'inconclusive'] }] as const
  expect(rowText({ ...row, changed })).toContain('| `ra-zero` (inconclusive, warn) |')
})

test('a row that is measured again takes the place of the old one, and the others stay', () => {
  const before = clientVerdictsPage('', [row, { ...row, loops: 0 }])
  const after = clientVerdictsPage(before, [{ ...row, seconds: 99 }])
  expect(after.split('\n').filter((line) => line.startsWith('| conforming'))).toEqual([
    '| conforming | driver | 0 | 20 | 31 | 12 | 63 | none |',
    '| conforming | driver | 2 | 20 | 99 | 12 | 63 | none |',
  ])
})
