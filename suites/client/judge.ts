import { didYouMean } from '../../contracts/near-name.ts'
import { type Finding, type Judgement, judgement } from '../report/verdict.ts'
import { inferProfile, type Profile } from './profile.ts'
import type { ClientRule, Sight } from './rules/rule.ts'
import type { ClockFacts, ScenarioRun } from './run.ts'
import { describeScenario, needsFunction, type Scenario, scenarioKey } from './scenario.ts'
import { wrapNote } from './swallowed.ts'
import { whyUnseen, withoutEmpty } from './unseen.ts'

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
  /** What the reader should know before the verdicts, a sentence each. */
  readonly notes: readonly string[]
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

/** A rule is not broken by what this kind of client cannot be asked, or did not send. */
const unseen = (
  { id, level }: ClientRule,
  scenario: Scenario,
  evidence: string,
  clock: ClockFacts | null = null,
): ClientFinding => ({
  rule: id,
  level,
  verdict: 'not-applicable',
  evidence,
  scenario: describeScenario(scenario),
  clock,
})

const whyNotRun = (scenario: Scenario): string =>
  needsFunction(scenario)
    ? 'can only be seen in process, where the client is a function, or with a driver'
    : 'was not run against this client'

const asList = (sights: Sight | readonly Sight[]): readonly Sight[] => ('verdict' in sights ? [sights] : sights)

/** Finds the run of an equal scenario. */
export function indexRuns(runs: readonly ScenarioRun[]): (scenario: Scenario) => ScenarioRun | undefined {
  const byKey = new Map(runs.map((run) => [scenarioKey(run.scenario), run]))
  return (scenario) => byKey.get(scenarioKey(scenario))
}

/** Judges what ran by these rules. `known` is what is known of the client beforehand. */
export function judgeRuns(
  rules: readonly ClientRule[],
  runs: readonly ScenarioRun[],
  profile: Profile,
  known: readonly string[] = [],
): ClientReport {
  const runOf = indexRuns(runs)
  const judgements = rules.map((rule) => {
    const findings = rule.scenarios.flatMap((scenario): ClientFinding[] => {
      const run = runOf(scenario)
      if (!run) return [unseen(rule, scenario, whyNotRun(scenario))]
      const why = whyUnseen(run)
      if (why !== undefined) return [unseen(rule, scenario, why, run.clock)]
      return asList(rule.judge(withoutEmpty(run), { profile, runOf })).map(({ verdict, evidence }) => ({
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
  const notes = [...known, wrapNote(runs)].filter((note) => note !== undefined)
  return { judgements, runs, profile, inferred: inferProfile(runs), notes }
}

/** The scenarios that left a rule unable to tell. */
export function unclearScenarios(
  rules: readonly ClientRule[],
  { judgements, runs }: Pick<ClientReport, 'judgements' | 'runs'>,
): Scenario[] {
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
