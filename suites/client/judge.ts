import { didYouMean } from '../../contracts/near-name.ts'
import { type Finding, type Judgement, judgement } from '../report/verdict.ts'
import { inferProfile, type Profile } from './profile.ts'
import type { ClientRule, Sight } from './rules/rule.ts'
import type { ClockFacts, ScenarioRun } from './run.ts'
import { describeScenario, needsFunction, type Scenario, scenarioKey } from './scenario.ts'

/** What one rule saw in one scenario. */
export interface ClientFinding extends Finding {
  /** In words: `GET 429(RA=2) → 200`. */
  readonly scenario: string
  /** The clock by which it was seen; null when it was not run. */
  readonly clock: ClockFacts | null
}

export type ClientJudgement = Judgement<ClientFinding>

/** What came of a client: what ran, and how each rule judges it. */
export interface ClientReport {
  readonly judgements: readonly ClientJudgement[]
  readonly runs: readonly ScenarioRun[]
  /** What it declared. */
  readonly profile: Profile
  /** What it was seen to be where it declared nothing. */
  readonly inferred: Profile
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
  const all = rules.flatMap(({ scenarios, background = [] }) => [...scenarios, ...background])
  return [...new Map(all.map((one) => [scenarioKey(one), one])).values()]
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
  clock: null,
})

const asList = (sights: Sight | readonly Sight[]): readonly Sight[] => ('verdict' in sights ? [sights] : sights)

/** Finds the run of an equal scenario. */
export function indexRuns(runs: readonly ScenarioRun[]): (scenario: Scenario) => ScenarioRun | undefined {
  const byKey = new Map(runs.map((run) => [scenarioKey(run.scenario), run]))
  return (scenario) => byKey.get(scenarioKey(scenario))
}

/** Judges what ran by these rules. */
export function judgeRuns(rules: readonly ClientRule[], runs: readonly ScenarioRun[], profile: Profile): ClientReport {
  const runOf = indexRuns(runs)
  const judgements = rules.map((rule) => {
    const findings = rule.scenarios.flatMap((scenario): ClientFinding[] => {
      const run = runOf(scenario)
      if (!run) return [unseen(rule, scenario)]
      return asList(rule.judge(run, { profile, runOf })).map(({ verdict, evidence }) => ({
        rule: rule.id,
        level: rule.level,
        verdict,
        evidence,
        scenario: describeScenario(scenario),
        clock: run.clock,
      }))
    })
    return judgement(rule, findings)
  })
  return { judgements, runs, profile, inferred: inferProfile(runs) }
}

/** The scenarios that left a rule unable to tell. */
export function unclearScenarios(rules: readonly ClientRule[], { judgements, runs }: ClientReport): Scenario[] {
  const unclear = new Set(
    judgements.flatMap(({ findings }) =>
      findings.flatMap(({ verdict, scenario }) => (verdict === 'inconclusive' ? [scenario] : [])),
    ),
  )
  const wanted = new Set(
    rules
      .flatMap(({ scenarios }) => scenarios)
      .filter((one) => unclear.has(describeScenario(one)))
      .map(scenarioKey),
  )
  return runs.flatMap(({ scenario }) => (wanted.has(scenarioKey(scenario)) ? [scenario] : []))
}
