import { describe, expect, it } from 'vitest'
import { attempt, call } from '../hand-made.ts'
import { realClock } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'
import { firstCallOf, sharedRuns } from './shared-runs.ts'

const one: Scenario = { request: 'listFiles', script: [{ status: 500 }, ok] }
const five: Scenario = { ...one, calls: 5, commandPatienceMs: 9_000, isLong: true }

describe('a scenario of one call', () => {
  it('shares the run of one that makes the same call several times', () => {
    expect([...sharedRuns([one, five])]).toEqual([[one, five]])
    expect([...sharedRuns([five, one])]).toEqual([[one, five]])
  })

  it.each<[string, Scenario]>([
    ['another request', { ...five, request: 'updateApiKey' }],
    ['another script', { ...five, script: [always({ status: 500 })] }],
    ['another timeout', { ...five, timeoutMs: 700 }],
    ['calls on one client', { ...five, traffic: 'in-turn' }],
    ['a longer look afterwards', { ...five, watchAfterMs: 6_000 }],
  ])('has a run of its own beside %s', (_, other) => {
    expect(sharedRuns([one, other]).size).toBe(0)
  })

  it('is the first of those calls', () => {
    const calls = [call([attempt(0)]), call([attempt(7)])]
    expect(firstCallOf({ scenario: five, clock: realClock, calls }, one)).toEqual({
      scenario: one,
      clock: realClock,
      calls: [calls[0]],
    })
  })
})
