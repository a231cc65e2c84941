import { type Finding, findingOf, type RuleVerdict, ruleVerdict } from '../rules/finding.ts'
import { type Look, notApplicable } from '../rules/look.ts'
import { isOnlyLate, lookAll } from './noise/doubt.ts'
import { inferProfile, type Profile } from './profile.ts'
import type { ClientRule, Surroundings } from './rule.ts'
import { type ClockFacts, hasEnded, type ScenarioRun } from './run.ts'
import { describeScenario, needsFunction, needsMoreThanCommand, type Scenario, scenarioKey } from './scenario.ts'
import { needsHttp2 } from './script/http2.ts'
import { wrapNote } from './swallowed.ts'
import { rememberingNote, whyUnseen, withoutEmpty } from './unseen.ts'

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

/** Finds the run of an equal scenario: of those whose calls have all ended, the first that leaves least in doubt. */
export function indexRuns(runs: readonly ScenarioRun[]): (scenario: Scenario) => ScenarioRun | undefined {
  const runsOf = groupRuns(runs)
  return (scenario) => {
    const all = runsOf(scenario)
    const [surest] = all.filter(hasEnded).toSorted((a, b) => a.clock.doubtMs - b.clock.doubtMs)
    return surest ?? all[0]
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
  /** Whether all that is wrong with it may come of a machine that stood still. */
  readonly isOnlyLate: boolean
}

/** What a rule sees in each of some equal runs. */
const tellAll = (rule: ClientRule, runs: readonly ScenarioRun[], surroundings: Surroundings): Told[] =>
  runs.map((run) => {
    const why = whyUnseen(run)
    const seen = withoutEmpty(run)
    const looks = why === undefined ? lookAll(rule, seen, surroundings) : [notApplicable(why)]
    return { run, looks, isOnlyLate: why === undefined && isOnlyLate(rule, seen, surroundings, looks) }
  })

const tells = ({ looks }: Told): boolean => looks.every(({ verdict }) => verdict !== 'inconclusive')

/**
 * What a rule sees in the first of some equal runs that tells, else in the last: what has failed has failed. A run in which
 * the client was only late counts where it was in all of them.
 */
function firstThatTells(rule: ClientRule, runs: readonly ScenarioRun[], surroundings: Surroundings): Told | undefined {
  const told = tellAll(rule, runs, surroundings)
  return told.find((one) => tells(one) && !one.isOnlyLate) ?? told.find(tells) ?? told.at(-1)
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
  const notes = [...known, rememberingNote(runs), wrapNote(runs)].filter((note) => note !== undefined)
  return { verdicts, runs, profile, inferred: inferProfile(runs), notes }
}

/** The runs after which a rule still cannot tell, each the last of its scenario. */
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
  return [...new Set(last)]
}

/**
 * The runs in which a client was only late, where it was in each of its scenario's: the last of them, with their number,
 * and the last of what their rule compares them with.
 */
export function lateRuns(
  rules: readonly ClientRule[],
  runs: readonly ScenarioRun[],
  profile: Profile,
): { readonly run: ScenarioRun; readonly times: number }[] {
  const runsOf = groupRuns(runs)
  const runOf = indexRuns(runs)
  const late = rules.flatMap((rule) =>
    rule.scenarios.flatMap((scenario) => {
      const told = tellAll(rule, runsOf(scenario), { profile, runOf })
      if (told.length === 0 || !told.every((one) => one.isOnlyLate)) return []
      const again = [scenario, ...(rule.background ?? [])].flatMap((one) => runsOf(one).at(-1) ?? [])
      return again.map((run) => [run, told.length] as const)
    }),
  )
  return [...new Map(late)].map(([run, times]) => ({ run, times }))
}
