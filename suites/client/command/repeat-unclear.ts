import { availableParallelism, loadavg } from 'node:os'
import { judgeRuns, lateRuns, unclearRuns } from '../judge.ts'
import type { Profile } from '../profile.ts'
import type { ClientRule } from '../rule.ts'
import { hasEnded, type ScenarioRun } from '../run.ts'
import { patienceOf, type RunScenario } from './first-runs.ts'
import { paced, paceOf } from './pace.ts'
import { realSpeed, type Speed } from './speed.ts'

/** How often what could not be told is looked at again. */
const mostRepeats = 4
/** What takes longer on the client's clock is not repeated on the real one. */
const longestRepeatMs = 12_000
/** So much lateness, on the client's clock, is little beside every wait and timeout that a script asks for. */
const littleMs = 50
/** A clock is slowed down to an eighth at the most, */
const slowest = 8
/** and only as far as the longest call of a run then takes no longer than this, in real time. */
const longestSlowMs = 30_000

/** How long the longest call of a run took from its first request on, on the client's clock: a start is never sped up. */
const spanMs = ({ calls }: ScenarioRun) =>
  Math.max(
    ...calls.map(
      ({ watchedMs, startedMs, attempts: [first] }) => watchedMs - (first ? first.times.headMs - startedMs : 0),
    ),
  )

/**
 * How much slower than real time a clock has to run so that the lateness of this run becomes little: 1, 2, 4 or 8 times,
 * and slower with each look that told nothing.
 */
export function slownessFor(run: ScenarioRun, repeat: number): number {
  const lateMs = run.clock.doubtMs / run.clock.factor
  const wanted = Math.max(lateMs / littleMs, 2 ** (repeat - 1))
  const most = Math.min(slowest, longestSlowMs / spanMs(run))
  return 2 ** Math.max(0, Math.floor(Math.log2(Math.min(wanted, most))))
}

/** The clock on which a run that told nothing is made again. */
function speedAgain(run: ScenarioRun, repeat: number, speed: Speed): Speed {
  const { clock, scenario } = run
  const isShort = clock.factor <= 1 || (hasEnded(run) && spanMs(run) <= longestRepeatMs)
  // Most of what made it late is over.
  const isCalm = repeat === 0 && clock.factor > 1 && paceOf(scenario) === 'careful'
  if (!isShort || isCalm) return paced(speed, scenario)
  const slowness = clock.factor > 1 ? 1 : slownessFor(run, repeat)
  // Twice as slow as what was too fast already, where the clock can be told.
  return slowness === 1 ? realSpeed : speed.at(1 / slowness)
}

/** On a busy machine a client that was late has to be late so often. */
const lateTimes = 3

/** Whether more wants to run on this machine than it has processors for, twice over; what watches one client does not. */
export const isMachineBusy = (): boolean => (loadavg()[0] ?? 0) > 2 * availableParallelism()

/** What repeats rest on. */
export interface Repeating {
  readonly rules: readonly ClientRule[]
  readonly profile: Profile
  /** The clock that was found to take effect. */
  readonly speed: Speed
  readonly run: RunScenario
  readonly isBusy: () => boolean
}

/**
 * Looks again at what could not be told: it may have been bad luck on a busy machine, or hang on less than its noise. On
 * the real clock, if the calls are short enough, where noise counts for least; where that is still too much, on one that is
 * slowed down, so that each late millisecond of the machine is a fraction of one of the client's. What has failed has
 * failed, but for clients that were late on a busy machine: those are looked at again, too.
 */
export async function repeatUnclear(made: readonly ScenarioRun[], repeating: Repeating) {
  const { rules, profile, speed, run } = repeating
  let runs = made
  for (let repeat = 0; repeat < mostRepeats; repeat += 1) {
    const unclear = unclearRuns(rules, judgeRuns(rules, runs, profile)).filter(
      // What does not end twice does not end.
      (one) => repeat === 0 || hasEnded(one),
    )
    const late = repeating.isBusy() ? lateRuns(rules, runs, profile).filter(({ times }) => times < lateTimes) : []
    const wanted = [...new Set([...unclear, ...late.map((one) => one.run)])]
    if (wanted.length === 0) break
    const again = wanted.map((one) => {
      const on = speedAgain(one, repeat, speed)
      return run(one.scenario, on, patienceOf(one.scenario) / Math.min(1, on.clock.factor))
    })
    runs = [...runs, ...(await Promise.all(again))]
  }
  return runs
}
