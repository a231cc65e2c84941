import { inconclusive, type Look, notApplicable } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule, Surroundings } from '../rule.ts'
import type { ClockFacts, ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'

/** The clock of somebody who allows for all the lateness that a run may have met. */
export const doubting = (clock: ClockFacts): ClockFacts => ({
  ...lenient(clock),
  addedMs: clock.addedMs + clock.doubtMs,
})

/** And of somebody who allows for what came late or early, but takes waits for as long as they were seen. */
const lenient = (clock: ClockFacts): ClockFacts => ({
  ...clock,
  earlyMs: clock.earlyMs + clock.doubtMs,
  lateMs: clock.lateMs + clock.doubtMs,
})

/** Whether a client that was told a timeout may have given up for being late alone. */
export const mayHaveGivenUp = ({ timeoutMs }: Scenario, { doubtMs }: ClockFacts): boolean =>
  timeoutMs !== undefined && timeoutMs < leastTimeouts * doubtMs

const looksOf = (rule: ClientRule, run: ScenarioRun, surroundings: Surroundings): readonly Look[] => {
  const looks = rule.judge(run, surroundings)
  return 'verdict' in looks ? [looks] : looks
}

/**
 * A timeout is kept by chance where the machine may be late by this part of it: bytes that drip every 200 ms are a stall to
 * whoever is half a second late.
 */
const leastTimeouts = 2

const timeoutInDoubt = ({ scenario: { timeoutMs = 0 }, clock: { doubtMs } }: ScenarioRun): string =>
  `told a timeout of ${ms(timeoutMs)}, which is not much more than this machine may be late (${ms(doubtMs)})`

/** What comes of a run in which the client never sent what was asked for: its timeout may have been over before it could. */
export function lookAtUnseen(run: ScenarioRun, why: string): Look {
  const isUnsupported = run.calls.some(({ outcome }) => outcome?.isUnsupported)
  return mayHaveGivenUp(run.scenario, run.clock) && !isUnsupported
    ? inconclusive(`${why}: ${timeoutInDoubt(run)}; judge it again when it is less busy`)
    : notApplicable(why)
}

/** Why a run tells nothing of a look; undefined when it does. */
function whyUntold(
  { restsOnTimeout }: ClientRule,
  seen: ScenarioRun,
  doubtMs: number,
  look: Look,
  others: readonly Look[],
): string | undefined {
  if (look.verdict === 'inconclusive') return undefined
  const other = others.find(({ verdict }) => verdict !== look.verdict)
  if (other)
    return `${look.verdict} or ${other.verdict}, which hangs on less than this machine may be late (${ms(doubtMs)})`
  // What a run is compared with has no part in how late this one was.
  if (restsOnTimeout && look.verdict === 'pass' && mayHaveGivenUp(seen.scenario, seen.clock))
    return timeoutInDoubt(seen)
  return undefined
}

/** How late a run may be, or what it was compared with, as far as that was seen on no faster a clock. */
const doubtOf = ({ clock }: ScenarioRun, compared: readonly ScenarioRun[]): number =>
  Math.max(clock.doubtMs, ...compared.map((other) => (other.clock.factor <= clock.factor ? other.clock.doubtMs : 0)))

/**
 * Everything that a rule sees in one scenario's run. What would be another verdict had the machine been less busy is
 * inconclusive: judged by the times as they were measured, with what was late allowed for, and with all lateness taken off the
 * waits as well, it has to come out the same.
 */
export function lookAll(rule: ClientRule, seen: ScenarioRun, surroundings: Surroundings): readonly Look[] {
  const compared: ScenarioRun[] = []
  const runOf = (scenario: Scenario) => {
    const other = surroundings.runOf(scenario)
    if (other) compared.push(other)
    return other
  }
  const looks = looksOf(rule, seen, { ...surroundings, runOf })
  const run = { ...seen, clock: { ...seen.clock, doubtMs: doubtOf(seen, compared) } }
  if (run.clock.doubtMs === 0) return looks
  const others = [lenient, doubting].map((on) => looksOf(rule, { ...run, clock: on(run.clock) }, surroundings))
  return looks.map((look, index) => {
    const othersHere = others.flatMap((one) => one[index] ?? [])
    const why = whyUntold(rule, seen, run.clock.doubtMs, look, othersHere)
    return why === undefined ? look : inconclusive(`${look.evidence}: ${why}; judge it again when it is less busy`)
  })
}
