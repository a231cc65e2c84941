import { type Finding, findingOf, type RuleVerdict, ruleVerdict } from '../rules/finding.ts'
import { type Look, notApplicable } from '../rules/look.ts'
import { inferProfile, type Profile } from './profile.ts'
import type { ClientRule, Surroundings } from './rule.ts'
import type { ClockFacts, ScenarioRun } from './run.ts'
import { describeScenario, needsFunction, needsMoreThanCommand, type Scenario, scenarioKey } from './scenario.ts'
import { wrapNote } from './swallowed.ts'
import { whyUnseen, withoutEmpty } from './unseen.ts'

/** What one rule saw in one scenario. */
export interface ClientFinding extends Finding {
  /** In words: `GET 429(RA=2) → 200`. */
  readonly scenario: string
  /** The clock by which it was seen; null when it was not run. */
  readonly clock: ClockFacts | null
}

export interface ClientVerdict extends RuleVerdict<ClientFinding> {
  /** How to mend a client that breaks the rule. */
  readonly remedy?: string
}

/** What came of a client: what ran, and how each rule judges it. */
export interface ClientReport {
  readonly verdicts: readonly ClientVerdict[]
  readonly runs: readonly ScenarioRun[]
  /** What it declared. */
  readonly profile: Profile
  /** What it was seen to be where it declared nothing. */
  readonly inferred: Profile
  /** What the reader should know before the verdicts, a sentence each. */
  readonly notes: readonly string[]
}

/** The scenarios that these rules need, each once. */
export function scenariosOf(rules: readonly ClientRule[]): readonly Scenario[] {
  const all = rules.flatMap(({ scenarios, background = [] }) => [...scenarios, ...background])
  return [...new Map(all.map((one) => [scenarioKey(one), one])).values()]
}

/** A rule is not broken by what this kind of client cannot be asked, or did not send. */
const unseen = (
  rule: ClientRule,
  scenario: Scenario,
  evidence: string,
  clock: ClockFacts | null = null,
): ClientFinding => ({
  ...findingOf(rule, notApplicable(evidence)),
  scenario: describeScenario(scenario),
  clock,
})

const whyNotRun = (scenario: Scenario): string =>
  needsFunction(scenario)
    ? 'can only be seen in process, where the client is a function'
    : needsMoreThanCommand(scenario)
      ? 'needs calls that share a client or can be cancelled: in process, or with a driver'
      : 'was not run against this client'

/** Everything that a rule sees in one scenario's run. */
export function lookAll(rule: ClientRule, run: ScenarioRun, surroundings: Surroundings): readonly Look[] {
  const looks = rule.judge(run, surroundings)
  return 'verdict' in looks ? [looks] : looks
}

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
  const verdicts = rules.map((rule) => {
    const findings = rule.scenarios.flatMap((scenario): ClientFinding[] => {
      const run = runOf(scenario)
      if (!run) return [unseen(rule, scenario, whyNotRun(scenario))]
      const why = whyUnseen(run)
      if (why !== undefined) return [unseen(rule, scenario, why, run.clock)]
      return lookAll(rule, withoutEmpty(run), { profile, runOf }).map((look) => ({
        ...findingOf(rule, look),
        scenario: describeScenario(scenario),
        clock: run.clock,
      }))
    })
    return { ...ruleVerdict(rule, findings), ...(rule.remedy !== undefined && { remedy: rule.remedy }) }
  })
  const notes = [...known, wrapNote(runs)].filter((note) => note !== undefined)
  return { verdicts, runs, profile, inferred: inferProfile(runs), notes }
}

/** The scenarios that left a rule unable to tell. */
export function unclearScenarios(
  rules: readonly ClientRule[],
  { verdicts, runs }: Pick<ClientReport, 'verdicts' | 'runs'>,
): Scenario[] {
  const unclear = new Set(
    verdicts.flatMap(({ findings }) =>
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
