import { answeredMs, type CallRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import type { After } from '../script/pacing.ts'
import { ok } from '../script/step.ts'
import type { Driver } from './driver.ts'

/** How long the first of two calls is kept waiting for the second: when programs start, and when they have started. */
const holdMs = { first: 400, again: 5_000 }

/** Calls back once it was called twice, at the latest after so many milliseconds. */
export function onceBothWait(later: After): After {
  const waiting: (() => void)[] = []
  return (ms, callback) => {
    waiting.push(callback)
    if (waiting.length > 1) for (const go of waiting) setImmediate(go)
    return later(ms, callback)
  }
}

/** Whether two calls are under way at once: the second arrives while the first still waits for its answer. */
export function areSideBySide(runs: readonly CallRun[]): boolean {
  const [a, b] = runs.map(({ attempts: [first] }) => first)
  if (!a || !b) return true // nothing to tell by
  const [early, late] = a.times.headMs <= b.times.headMs ? [a, b] : [b, a]
  const answered = answeredMs(early)
  return answered === null || late.times.headMs < answered
}

/** Makes one call of a scenario through a driver. */
type RunOn = (driver: Driver, scenario: Scenario, holdMs: number) => Promise<{ readonly calls: readonly CallRun[] }>

/** Makes two calls at once. An answer is kept back until both requests have come, or for `delayMs`. */
async function two(driver: Driver, run: RunOn, delayMs: number): Promise<readonly CallRun[]> {
  const { clientTime } = driver
  const held: Driver = { ...driver, clientTime: { ...clientTime, after: onceBothWait(clientTime.after) } }
  const scenario: Scenario = { request: 'listFiles', script: [{ ...ok, delayMs }], watchAfterMs: 0 }
  const runs = await Promise.all([scenario, scenario].map((one) => run(held, one, delayMs)))
  return runs.flatMap(({ calls }) => calls)
}

/**
 * Whether a driver, given a call, takes up the next one as well. The first calls of a program may come far from each other
 * because it loads something, or because the machine is busy: then it is asked again, with much more time.
 */
export async function tellSideBySide(driver: Driver, run: RunOn, first: readonly CallRun[]): Promise<boolean> {
  return areSideBySide(first) || areSideBySide(await two(driver, run, holdMs.again))
}

/** The first two calls of a driver. */
export const firstTwo = (driver: Driver, run: RunOn): Promise<readonly CallRun[]> => two(driver, run, holdMs.first)
