import { describe, expect, it } from 'vitest'
import { attempt, call } from '../hand-made.ts'
import { backoffFirstNotZero } from '../rules/backoff-first-not-zero.ts'
import { realClock, type ScenarioRun, scaledClock } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import type { RunScenario } from './first-runs.ts'
import { completeHalves, isSettled, moreThanHalf, runHalf, withMore } from './middle.ts'
import { preloadSpeed } from './speed.ts'

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

/** Runs that are written down as calls, factor and patience; their calls wait as long as these. */
function noted(...waitsMs: number[]) {
  const asked: unknown[] = []
  const run: RunScenario = async (one, speed, patienceMs) => {
    asked.push([one.calls, speed.clock.factor, patienceMs])
    return { ...waited(...waitsMs), scenario: one, clock: speed.clock }
  }
  return { asked, run }
}

describe('half of the calls first', () => {
  const plain: Scenario = { request: 'listFiles', script: [ok] }

  it.each<[string, Scenario, number]>([
    ['more than half of what is judged by its middle', { ...plain, calls: 5, judgedByMiddle: true }, 3],
    ['of an even number, too', { ...plain, calls: 4, judgedByMiddle: true }, 3],
    ['the only one', { ...plain, judgedByMiddle: true }, 1],
    ['all of what is not', { ...plain, calls: 5 }, 5],
    ['one where nothing is said', plain, 1],
  ])('are %s', async (_, one, calls) => {
    const { asked, run } = noted(500)
    const made = await runHalf(run)(one, preloadSpeed(20), 7)
    expect(asked).toEqual([[calls, 20, 7]])
    expect(made).toMatchObject({ scenario: one, clock: { factor: 20 }, calls: [{ outcome: { ok: true } }] })
  })

  const complete = async (made: ScenarioRun, ...waitsMs: number[]) => {
    const { asked, run } = noted(...waitsMs)
    const [all] = await completeHalves([made], judging, preloadSpeed(20), run)
    return { asked, all }
  }

  it('are enough where they agree', async () => {
    const half = waited(500, 600, 700)
    expect(await complete(half)).toEqual({ asked: [], all: half })
  })

  it('are followed by the others where they do not, on the same clock', async () => {
    const half = waited(500, 1, 700)
    const onReal = await complete(half, 2, 3)
    expect(onReal.asked).toEqual([[2, 1, 30_000]])
    expect(onReal.all?.calls).toHaveLength(5)
    expect(onReal.all?.scenario).toBe(scenario)
    const onFast = await complete({ ...half, clock: scaledClock(20) }, 2, 3)
    expect(onFast.asked).toEqual([[2, 20, 30_000]])
  })

  it('are all where none is missing, or the middle does not count', async () => {
    const all = waited(500, 1, 700, 1, 1)
    expect(await complete(all)).toEqual({ asked: [], all })
    const { judgedByMiddle: _, ...rest } = scenario
    const other = { ...waited(500, 1, 700), scenario: rest }
    expect(await complete(other)).toEqual({ asked: [], all: other })
  })
})

it('the clock of some and more is the worse one, also where it came first', () => {
  const late = { ...realClock, doubtMs: 90 }
  expect(withMore({ ...waited(1), clock: late }, waited(2)).clock).toBe(late)
})
