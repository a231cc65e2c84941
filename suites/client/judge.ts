import { type Finding, findingOf, type RuleVerdict, ruleVerdict } from '../rules/finding.ts'
import { type Look, notApplicable } from '../rules/look.ts'
import { lookAll, lookAtUnseen } from './noise/doubt.ts'
import { inferProfile, type Profile } from './profile.ts'
import type { ClientRule, Surroundings } from './rule.ts'
import { type ClockFacts, hasEnded, type ScenarioRun } from './run.ts'
import { describeScenario, needsFunction, needsMoreThanCommand, type Scenario, scenarioKey } from './scenario.ts'
import { needsHttp2 } from './script/http2.ts'
import { wrapNote } from './swallowed.ts'
import { silenceNotes, whyUnseen, withoutEmpty } from './unseen.ts'

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

/** A rule is not broken by what this kind of client cannot be asked. */
function whyNotRun(scenario: Scenario): string {
  const needsMore = needsMoreThanCommand(scenario)
  if (needsHttp2(scenario.script))
    return `needs HTTP/2 over TLS: in process with Node 24.5 or newer, ${needsMore ? '' : 'as a command, '}or with a driver`
  if (needsFunction(scenario)) return 'can only be seen in process, where the client is a function'
  return needsMore
    ? 'needs calls that share a client, can be cancelled or are given streams: in process, or with a driver that takes them'
    : 'was not run against this client'
}

/** Finds the run of an equal scenario: of those whose calls have all ended the one that is least in doubt. */
export function indexRuns(runs: readonly ScenarioRun[]): (scenario: Scenario) => ScenarioRun | undefined {
  const runsOf = groupRuns(runs)
  return (scenario) => {
    const [calmest] = runsOf(scenario)
      .filter(hasEnded)
      .toSorted((a, b) => a.clock.doubtMs - b.clock.doubtMs)
    return calmest ?? runsOf(scenario)[0]
  }
}

/** Finds all runs of an equal scenario, in the order in which they were made. */
function groupRuns(runs: readonly ScenarioRun[]): (scenario: Scenario) => readonly ScenarioRun[] {
  const byKey = Map.groupBy(runs, ({ scenario }) => scenarioKey(scenario))
  return (scenario) => byKey.get(scenarioKey(scenario)) ?? []
}

interface Told {
  readonly run: ScenarioRun
  readonly looks: readonly Look[]
}

/** What a rule sees in the first of some equal runs that tells, else in the last: what has failed has failed. */
function firstThatTells(rule: ClientRule, runs: readonly ScenarioRun[], surroundings: Surroundings): Told | undefined {
  const told = runs.map((run): Told => {
    const why = whyUnseen(run)
    return { run, looks: why === undefined ? lookAll(rule, withoutEmpty(run), surroundings) : [lookAtUnseen(run, why)] }
  })
  return told.find(({ looks }) => looks.every(({ verdict }) => verdict !== 'inconclusive')) ?? told.at(-1)
}

/** Judges what ran by these rules, some of it more than once. `known` is what is known of the client beforehand. */
export function judgeRuns(
  rules: readonly ClientRule[],
  runs: readonly ScenarioRun[],
  profile: Profile,
  known: readonly string[] = [],
): ClientReport {
  const runsOf = groupRuns(runs)
  const runOf = indexRuns(runs)
  const verdicts = rules.map((rule) => {
    const findings = rule.scenarios.flatMap((scenario): ClientFinding[] => {
      const told = firstThatTells(rule, runsOf(scenario), { profile, runOf })
      const looks = told?.looks ?? [notApplicable(whyNotRun(scenario))]
      return looks.map((look) => ({
        ...findingOf(rule, look),
        scenario: describeScenario(scenario),
        clock: told?.run.clock ?? null,
      }))
    })
    return { ...ruleVerdict(rule, findings), ...(rule.remedy !== undefined && { remedy: rule.remedy }) }
  })
  const notes = [...known, ...silenceNotes(runs), wrapNote(runs)].filter((note) => note !== undefined)
  return { verdicts, runs, profile, inferred: inferProfile(runs), notes }
}

/**
 * The runs after which a rule still cannot tell, each the last of its scenario, and what it compares them with in real time:
 * that may be what was late.
 */
export function unclearRuns(
  rules: readonly ClientRule[],
  { verdicts, runs }: Pick<ClientReport, 'verdicts' | 'runs'>,
): ScenarioRun[] {
  const unclear = new Set(
    verdicts.flatMap(({ findings }) =>
      findings.flatMap(({ verdict, scenario }) => (verdict === 'inconclusive' ? [scenario] : [])),
    ),
  )
  const runsOf = groupRuns(runs)
  const all = rules.flatMap(({ scenarios }) => scenarios).filter((one) => unclear.has(describeScenario(one)))
  const last = all.flatMap((scenario) => runsOf(scenario).at(-1) ?? [])
  const compared = rules
    .filter(({ scenarios }) => scenarios.some((one) => unclear.has(describeScenario(one))))
    .flatMap(({ background = [] }) => background.flatMap((scenario) => runsOf(scenario).at(-1) ?? []))
    .filter(({ clock: { mode } }) => mode === 'real')
  return [...new Set([...last, ...compared])]
}
