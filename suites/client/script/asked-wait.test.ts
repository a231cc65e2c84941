import { expect, test } from 'vitest'
import { formatHttpDate } from '../../../contracts/http-date.ts'
import { askedWait } from './asked-wait.ts'

const nowMs = Date.UTC(2026, 0, 15, 9, 30)
const asked = (...headers: string[]) => askedWait(headers, nowMs)
const none = { askedMs: null, dueMs: null }

test('seconds are asked for in milliseconds, whatever the case of the name', () => {
  expect(asked('Content-Type', 'x', 'Retry-After', '2')).toEqual({ askedMs: 2_000, dueMs: null })
  expect(asked('retry-after', '0')).toEqual({ askedMs: 0, dueMs: null })
})

test('sixteen digits and more are still seconds, also past what a number holds exactly', () => {
  expect(asked('Retry-After', '1000000000000000')).toEqual({ askedMs: 1e18, dueMs: null })
  expect(asked('Retry-After', '99999999999999999999')).toEqual({ askedMs: 1e23, dueMs: null })
})

test('a date is asked for as the time until then, none when it is past', () => {
  const date = (ms: number) => formatHttpDate(nowMs + ms)
  expect(asked('Retry-After', date(4_000))).toEqual({ askedMs: 4_000, dueMs: nowMs + 4_000 })
  expect(asked('Retry-After', date(-4_000))).toEqual({ askedMs: 0, dueMs: nowMs - 4_000 })
})

test('nothing is asked for without the header, by a value outside the grammar, or by lines that differ', () => {
  expect(asked('Content-Type', 'Retry-After')).toEqual(none)
  expect(asked('Retry-After', 'soon')).toEqual(none)
  expect(asked('Retry-After', '2', 'Retry-After', '3')).toEqual(none)
  expect(asked('Retry-After', '2', 'Retry-After', '2')).toEqual({ askedMs: 2_000, dueMs: null })
})
