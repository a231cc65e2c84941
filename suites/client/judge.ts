import { didYouMean } from '../../contracts/near-name.ts'
import { type Finding, type Judgement, judgement } from '../report/verdict.ts'
import type { Profile } from './profile.ts'
import type { ClientRule, Sight } from './rules/rule.ts'
import type { ScenarioRun } from './run.ts'
import { describeScenario, needsFunction, type Scenario, scenarioKey } from './scenario.ts'

/** What one rule saw in one scenario. */
export interface ClientFinding extends Finding {
  /** In words: `GET 429(RA=2) → 200`. */
  readonly scenario: string
}

/** What came of a client: what ran, and how each rule judges it. */
export interface ClientReport {
  readonly judgements: readonly Judgement<ClientFinding>[]
  readonly runs: readonly ScenarioRun[]
  readonly profile: Profile
}

/** The rules of these ids, in the suite's order. Throws on an unknown id, with the near one. */
export function chooseRules(rules: readonly ClientRule[], ids: readonly string[] | undefined): readonly ClientRule[] {
  if (ids === undefined) return rules
  const known = rules.map(({ id }) => id)
  for (const id of ids)
    if (!known.includes(id)) throw new TypeError(`There is no client rule "${id}".${didYouMean(id, known)}`)
  return rules.filter(({ id }) => ids.includes(id))
}

/** The scenarios that these rules need, each once. */
export function scenariosOf(rules: readonly ClientRule[]): readonly Scenario[] {
  const scenarios = new Map(
    rules
      .flatMap(({ scenarios, background = [] }) => [...scenarios, ...background])
      .map((one) => [scenarioKey(one), one]),
  )
  return [...scenarios.values()]
}

function worstSights(sights: Sight | readonly Sight[]): readonly Sight[] {
  return 'verdict' in sights ? [sights] : sights
}

/** A rule is not broken by what this kind of client cannot be asked. */
const unseen = ({ id, level }: ClientRule, scenario: Scenario): ClientFinding => ({
  rule: id,
  level,
  verdict: 'not-applicable',
  evidence: needsFunction(scenario)
    ? 'can only be seen in process, where the client is a function'
    : 'was not run against this client',
  scenario: describeScenario(scenario),
})

/** Judges what ran by these rules. */
export function judgeRuns(rules: readonly ClientRule[], runs: readonly ScenarioRun[], profile: Profile): ClientReport {
  const byKey = new Map(runs.map((run) => [scenarioKey(run.scenario), run]))
  const runOf = (scenario: Scenario) => byKey.get(scenarioKey(scenario))
  const judgements = rules.map((rule) => {
    const findings = rule.scenarios.flatMap((scenario): ClientFinding[] => {
      const run = runOf(scenario)
      if (!run) return [unseen(rule, scenario)]
      return worstSights(rule.judge({ ...run, scenario }, { profile, runOf })).map(({ verdict, evidence }) => ({
        rule: rule.id,
        level: rule.level,
        verdict,
        evidence,
        scenario: describeScenario(scenario),
      }))
    })
    return judgement(rule, findings)
  })
  return { judgements, runs, profile }
}
