import { expect, test } from 'vitest'
import { momentMs } from './moment-schema.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)

test('a moment may be in small letters', () => {
  expect(momentMs('2026-01-15t12:00:00z')).toBe(nowMs)
})
