import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import type { CallRun } from '../run.ts'
import { lettingGo } from './letting-go.ts'

const at = (one: CallRun, index: number, tellsLate = false) => {
  const seen = one.attempts[index]
  if (!seen) throw new Error('There is no such attempt')
  return lettingGo(one, seen, { tellsLate })
}

const stalled = (settledMs: number | null) =>
  call(
    [attempt(100, null, { goneAt: 800 }), attempt(2_000, null, { goneAt: 2_700 })],
    settledMs === null ? null : ended(false),
    {
      settledMs,
    },
  )

test('one that another follows is let go with its connection', () => {
  expect(at(stalled(5_000), 0)).toEqual({ afterMs: 700, by: 'the connection' })
})

test('the last one is when its caller learns of it, if that is later', () => {
  expect(at(stalled(2_701), 1)).toEqual({ afterMs: 701, by: 'the outcome' })
  expect(at(stalled(2_700), 1)).toEqual({ afterMs: 700, by: 'the connection' })
  expect(at(stalled(null), 1)).toEqual({ afterMs: null, by: 'the outcome' })
})

test('unless it is known to tell late', () => {
  expect(at(stalled(5_000), 1, true)).toEqual({ afterMs: 700, by: 'the connection' })
})

test('one whose connection is still there is not let go', () => {
  const open = call([attempt(100, null, { goneAt: null })], ended(false), { settledMs: 900 })
  expect(at(open, 0)).toEqual({ afterMs: null, by: 'the connection' })
})
