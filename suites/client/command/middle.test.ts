import { describe, expect, it } from 'vitest'
import { attempt, call } from '../hand-made.ts'
import { backoffFirstNotZero } from '../rules/backoff-first-not-zero.ts'
import { realClock, type ScenarioRun } from '../run.ts'
import { isSettled, moreThanHalf, withMore } from './middle.ts'

const [scenario] = backoffFirstNotZero.scenarios
if (!scenario) throw new Error('The rule has a scenario')
const judging = { rules: [backoffFirstNotZero], profile: {} }

const waited = (...waitsMs: number[]): ScenarioRun => ({
  scenario,
  clock: realClock,
  calls: waitsMs.map((waitMs) => call([attempt(0, 500), attempt(waitMs)])),
})

describe('the middle of five calls', () => {
  it('is known from three that all pass', () => {
    const run = waited(500, 600, 700)
    expect(run.calls).toHaveLength(moreThanHalf(scenario))
    expect(isSettled(run, [run], judging)).toBe(true)
  })

  it('is not known where one of three comes at once', () => {
    const run = waited(500, 1, 700)
    expect(isSettled(run, [run], judging)).toBe(false)
  })

  it('is that of all, judged by the clock that was worse', () => {
    const late = { ...realClock, doubtMs: 90 }
    const all = withMore(waited(500, 1, 700), { ...waited(2, 3), clock: late })
    expect(all.calls).toHaveLength(5)
    expect(all.clock).toBe(late)
  })
})
