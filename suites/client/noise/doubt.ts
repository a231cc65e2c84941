import { inconclusive, type Look } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule, Surroundings } from '../rule.ts'
import type { ClockFacts, ScenarioRun } from '../run.ts'

/** The clock of somebody who allows for all the lateness that a run may have met. */
export const doubting = (clock: ClockFacts): ClockFacts => ({
  ...clock,
  earlyMs: clock.earlyMs + clock.doubtMs,
  lateMs: clock.lateMs + clock.doubtMs,
  addedMs: clock.addedMs + clock.doubtMs,
})

const looksOf = (rule: ClientRule, run: ScenarioRun, surroundings: Surroundings): readonly Look[] => {
  const looks = rule.judge(run, surroundings)
  return 'verdict' in looks ? [looks] : looks
}

/** A timeout is kept by chance where the machine may be late by this part of it. */
const leastTimeouts = 4

/** Why a run tells nothing of a look; undefined when it does. */
function whyUntold(
  { restsOnTimeout }: ClientRule,
  { scenario: { timeoutMs }, clock: { doubtMs } }: ScenarioRun,
  look: Look,
  other: Look | undefined,
): string | undefined {
  if (other && other.verdict !== look.verdict)
    return `${look.verdict} or ${other.verdict}, which hangs on less than this machine may be late (${ms(doubtMs)})`
  if (restsOnTimeout && look.verdict === 'pass' && timeoutMs !== undefined && timeoutMs < leastTimeouts * doubtMs)
    return `told a timeout of ${ms(timeoutMs)}, which is not much more than this machine may be late (${ms(doubtMs)})`
  return undefined
}

/**
 * Everything that a rule sees in one scenario's run. What would be another verdict had the machine been less busy is
 * inconclusive: judged twice, once by the times as they were measured and once with all lateness allowed for, it has to
 * come out the same.
 */
export function lookAll(rule: ClientRule, run: ScenarioRun, surroundings: Surroundings): readonly Look[] {
  const looks = looksOf(rule, run, surroundings)
  if (run.clock.doubtMs === 0) return looks
  const others = looksOf(rule, { ...run, clock: doubting(run.clock) }, surroundings)
  return looks.map((look, index) => {
    const why = look.verdict === 'inconclusive' ? undefined : whyUntold(rule, run, look, others[index])
    return why === undefined ? look : inconclusive(`${look.evidence}: ${why}; judge it again when it is less busy`)
  })
}
