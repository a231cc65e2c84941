import { expect, test } from 'vitest'
import type { Look } from '../rules/look.ts'
import { testRule } from '../rules/testing/rule-table.ts'
import { type Verdict, worstVerdict } from '../rules/verdict.ts'
import { lookAll } from './noise/doubt.ts'
import { stalledRuns } from './noise/stalls.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import type { ClientRule } from './rule.ts'
import { type CallRun, type ClockFacts, realClock, type ScenarioRun, scaledClock, virtualClock } from './run.ts'
import { type Scenario, scenarioKey } from './scenario.ts'
import type { SeenAttempt } from './script/seen-attempt.ts'
import { begunLater, edgesOf, endsOf, type Judged } from './testing/edges.ts'

/** An attempt in a few words: when it came, in milliseconds after its call began, and what it was answered. */
export interface HandMadeAttempt extends Partial<Omit<SeenAttempt, 'times'>> {
  readonly at: number
  /** How long the answer took. Default 0. */
  readonly tookMs?: number
  /** When its connection was let go, as `at`; null when it never was. Default with the answer. */
  readonly goneAt?: number | null
}

const epochMs = 1_795_000_000_000

/** An attempt answered with `status`; null for one that was never answered. Everything else may be said, too. */
export function attempt(at: number, status: number | null = 200, fields: Partial<HandMadeAttempt> = {}): SeenAttempt {
  const { tookMs = 0, goneAt, ...given } = fields
  const endMs = status === null ? null : at + tookMs
  const times = {
    connectedMs: at,
    headMs: at,
    bodyEndMs: at,
    responseHeadMs: endMs,
    responseEndMs: goneAt === undefined ? endMs : goneAt,
    faultMs: null,
  }
  return {
    id: at,
    tenant: 'retry',
    operation: null,
    method: 'GET',
    target: '/user-files?limit=20',
    headers: [],
    connection: 1,
    atMs: epochMs + at,
    requestId: `id-${at}`,
    times,
    body: { bytes: 0, sha256: '' },
    status,
    answerBytes: null,
    retryAfter: null,
    fault: null,
    warnings: [],
    step: 0,
    isBeyond: false,
    bodyText: '',
    authorizationSha256: 'key',
    credentials: 1,
    keyIn: ['authorization'],
    isHttp2: false,
    isElsewhere: false,
    askedMs: null,
    dueMs: null,
    ...given,
  }
}

/**
 * How a call ended: `ended(true)` well, `ended(429)` with an error that shows this status, or with more fields, and with
 * words that can be found in it.
 */
export function ended(
  as: boolean | number,
  fields: Partial<Outcome> = {},
  words: readonly (string | number)[] = [],
): Outcome {
  const isOk = as === true
  const status = typeof as === 'number' ? as : null
  const found = {
    status,
    statusDepth: status === null ? null : 1,
    code: null,
    message: null,
    requestId: null,
    retryAfter: null,
    attempts: null,
    has: (wanted: string | number) => wanted === status || words.includes(wanted),
  }
  return {
    ok: isOk,
    name: isOk ? null : 'ApiError',
    message: null,
    status,
    code: null,
    requestId: null,
    found,
    isBlind: false,
    ...fields,
  }
}

/** A call with these attempts; `outcome` null for one that had not ended. It settles with its last answer. */
export function call(
  attempts: readonly SeenAttempt[],
  outcome: Outcome | null = ended(true),
  fields: Partial<CallRun> = {},
): CallRun {
  const last = attempts.at(-1)?.times
  const settledMs = outcome === null ? null : (last?.responseEndMs ?? last?.headMs ?? 0)
  return { attempts, outcome, startedMs: 0, settledMs, watchedMs: 3_600_000, ...fields }
}

/** A call whose attempts were answered with `status` and came after these waits. */
export function waits(status: number, gaps: readonly number[], outcome: Outcome | null = ended(status)): CallRun {
  const times = gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0))
  return call(
    [0, ...times].map((at) => attempt(at, status)),
    outcome,
  )
}

/** What a case says beside its calls. */
export interface HandMadeRun {
  readonly calls: readonly CallRun[]
  /** Default: the first of the rule. */
  readonly scenario?: Scenario
  readonly clock?: ClockFacts
  readonly profile?: Profile
  /** Runs of further scenarios, for rules that compare. */
  readonly others?: readonly ScenarioRun[]
}

/** A branch of a rule: its name, the calls (or more), the verdict that is due, and a part of its evidence. */
export type ClientCase = readonly [
  name: string,
  seen: readonly CallRun[] | HandMadeRun,
  verdict: Verdict,
  evidence: string | RegExp,
]

const isCalls = (seen: readonly CallRun[] | HandMadeRun): seen is readonly CallRun[] => Array.isArray(seen)

const isAdverse = ({ verdict }: Look) => verdict === 'fail' || verdict === 'warn'

/** What a machine may be late by in these tests: on the real clock, and on one that runs 20 times faster. */
const busyClocks: readonly ClockFacts[] = [
  { ...realClock, doubtMs: 60 },
  { ...scaledClock(20), doubtMs: 1_200 },
]

/** How the first call of a run could end. */
function endsAfter({ calls }: ScenarioRun): [name: string, outcome: Outcome | null][] {
  const status = calls[0]?.attempts.at(-1)?.status ?? 500
  return [
    ['nothing', null],
    ['a success', ended(true)],
    ['an error', ended(false)],
    ['its status', ended(status)],
    ['its status deep inside', ended(false, {}, [status])],
    ['another status', ended(418)],
    ['an abort', ended(false, { name: 'AbortError' })],
    ['a parse error', ended(false, { name: 'SyntaxError' })],
    ['an exit code', ended(false, { isBlind: true })],
    ['the exit code of a parse error', ended(false, { isBlind: true, name: 'SyntaxError' })],
  ]
}

/**
 * Declares one test for each branch of a rule, one that compares every word that it says of these runs and every figure
 * at which its verdict turns with what was read and found right, one that begins the runs later, and one that a stall of
 * the machine, at whatever moment of these runs, makes nothing worse of any look than that it cannot be told.
 */
export function testClientRule(rule: ClientRule, cases: readonly ClientCase[]): void {
  const read = (seen: readonly CallRun[] | HandMadeRun) => {
    const given: HandMadeRun = isCalls(seen) ? { calls: seen } : seen
    const { calls, scenario = rule.scenarios[0], clock = virtualClock, profile = {}, others = [] } = given
    if (!scenario) throw new Error(`${rule.id} has no scenario`)
    const runOf = (wanted: Scenario) => others.find((run) => scenarioKey(run.scenario) === scenarioKey(wanted))
    return { run: { scenario, clock, calls }, surroundings: { profile, runOf } }
  }
  const judge = (seen: readonly CallRun[] | HandMadeRun) => {
    const { run, surroundings } = read(seen)
    return lookAll(rule, run, surroundings)
  }
  testRule(judge, cases)

  test('its words and its bounds are the ones that were read', () => {
    const known = new Set<string>()
    const lines = cases.flatMap(([name, seen]) => {
      const { run, surroundings } = read(seen)
      const said = lookAll(rule, run, surroundings).map(({ verdict, evidence }) => `  ${verdict}: ${evidence}`)
      const verdictOf = ({ run, profile }: Judged) =>
        worstVerdict(lookAll(rule, run, { ...surroundings, profile }).map(({ verdict }) => verdict))
      const judged = { run, profile: surroundings.profile }
      const all = [...edgesOf(judged, verdictOf), ...endsOf(judged, verdictOf, endsAfter(run))]
      const edges = all.filter((edge) => !known.has(edge))
      for (const edge of edges) known.add(edge)
      return [name, ...new Set(said), ...edges.map((edge) => `  ${edge}`)]
    })
    expect(lines.join('\n')).toMatchSnapshot()
  })

  test('when a run began makes no difference', () => {
    const judged = cases.map(([, seen]) => read(seen))
    const looks = (laterMs: number) =>
      judged.map(({ run, surroundings }) => lookAll(rule, begunLater(run, laterMs), surroundings))
    expect(looks(123_456)).toEqual(looks(0))
  })

  test('a stall of the machine breaks no rule', () => {
    const changed = cases.flatMap(([name, seen]) => {
      const { run, surroundings } = read(seen)
      return busyClocks.flatMap((clock) => {
        const quiet = lookAll(rule, { ...run, clock: { ...clock, doubtMs: 0 } }, surroundings)
        return stalledRuns({ ...run, clock }, clock.doubtMs)
          .flatMap((stalled) =>
            lookAll(rule, stalled, surroundings).map((look, index) => [quiet[index], look] as const),
          )
          .filter(
            ([before, after]) => isAdverse(after) && after.verdict !== before?.verdict && before?.verdict !== 'fail',
          )
          .map(([before, after]) => `${name}, ${clock.mode}: ${before?.evidence} → ${after.evidence}`)
      })
    })
    expect(changed).toEqual([])
  })
}
