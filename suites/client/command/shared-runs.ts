import type { ScenarioRun } from '../run.ts'
import { type Scenario, scenarioKey } from '../scenario.ts'

/** What two scenarios have to have in common for the calls of the one to be calls of the other. */
const callKey = ({ calls: _, commandPatienceMs: __, isLong: ___, judgedByMiddle: ____, ...rest }: Scenario): string =>
  scenarioKey(rest)

const isApart = ({ traffic = 'apart' }: Scenario): boolean => traffic === 'apart'

/**
 * Which scenarios need no run of their own, because another makes the same call more than once: its first call is theirs,
 * too.
 */
export function sharedRuns(scenarios: readonly Scenario[]): ReadonlyMap<Scenario, Scenario> {
  const several = scenarios.filter((one) => isApart(one) && (one.calls ?? 1) > 1)
  const byKey = new Map(several.map((one) => [callKey(one), one]))
  return new Map(
    scenarios.flatMap((one): [Scenario, Scenario][] => {
      const other = byKey.get(callKey(one))
      return other && isApart(one) && (one.calls ?? 1) === 1 ? [[one, other]] : []
    }),
  )
}

/** The run of a scenario of one call, taken from one that makes its call several times. */
export const firstCallOf = (run: ScenarioRun, scenario: Scenario): ScenarioRun => ({
  ...run,
  scenario,
  calls: run.calls.slice(0, 1),
})
