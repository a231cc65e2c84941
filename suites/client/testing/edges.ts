import type { Verdict } from '../../rules/verdict.ts'
import type { Outcome } from '../outcome.ts'
import type { Profile } from '../profile.ts'
import type { CallRun, ScenarioRun } from '../run.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'

/** What a rule is given for one line of its table. */
export interface Judged {
  readonly run: ScenarioRun
  readonly profile: Profile
}

/** A figure of a run that can be another one: its name, and the run with it. */
interface Knob {
  readonly name: string
  readonly turned: (value: number) => Judged
}

/** Wide enough apart to be quick, near enough that hardly ever two edges lie between two of them. */
const grid = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 300, 500, 800, 1_200, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000]
const farGrid = [...grid, 50_000, 100_000, 400_000, 1_000_000, 4_000_000, 40_000_000, 3_000_000_000]

const plus = (value: number | null, ms: number): number | null => (value === null ? null : value + ms)

const later = (attempt: SeenAttempt, ms: number): SeenAttempt => {
  const { times, atMs, dueMs } = attempt
  return {
    ...attempt,
    atMs: atMs + ms,
    dueMs: plus(dueMs, ms),
    times: {
      connectedMs: times.connectedMs + ms,
      headMs: times.headMs + ms,
      bodyEndMs: plus(times.bodyEndMs, ms),
      responseHeadMs: plus(times.responseHeadMs, ms),
      responseEndMs: plus(times.responseEndMs, ms),
      faultMs: plus(times.faultMs, ms),
    },
  }
}

/** The call with its attempts from this one on so much later, its end too. */
const waited = (call: CallRun, from: number, ms: number): CallRun => ({
  ...call,
  settledMs: plus(call.settledMs, ms),
  attempts: call.attempts.map((one, index) => (index < from ? one : later(one, ms))),
})

const changed = (call: CallRun, at: number, fields: Partial<SeenAttempt>): CallRun => ({
  ...call,
  attempts: call.attempts.map((one, index) => (index === at ? { ...one, ...fields } : one)),
})

type Turn = readonly [name: string, turn: (call: CallRun, value: number) => CallRun]

/** The figures of an attempt: the wait before it, when it was let go, what it was asked to wait, the bytes of its body. */
function attemptTurns(call: CallRun, at: number): Turn[] {
  const one = call.attempts[at]
  if (!one) return []
  const { times, askedMs, body } = one
  const answered = call.attempts[at - 1]?.times.responseHeadMs ?? call.attempts[at - 1]?.times.faultMs ?? null
  const number = at + 1
  return [
    ...(answered === null
      ? []
      : [
          [
            `attempt ${number} after`,
            (its: CallRun, value: number) => waited(its, at, answered + value - times.headMs),
          ] as const,
        ]),
    ...(times.responseEndMs === null
      ? []
      : [
          [
            `attempt ${number} let go after`,
            (its: CallRun, value: number) =>
              changed(its, at, { times: { ...times, responseEndMs: times.headMs + value } }),
          ] as const,
        ]),
    ...(askedMs === null
      ? []
      : [
          [
            `attempt ${number} asked for`,
            (its: CallRun, value: number) => changed(its, at, { askedMs: value }),
          ] as const,
        ]),
    ...(body === null || body.bytes === 0
      ? []
      : [
          [
            `attempt ${number} with bytes`,
            (its: CallRun, value: number) => changed(its, at, { body: { ...body, bytes: value } }),
          ] as const,
        ]),
  ]
}

/** The figures of a call. Of long ones the first attempts and the last stand for all. */
function callTurns(call: CallRun): Turn[] {
  const { attempts, settledMs, cancelledMs, startedMs } = call
  const places = new Set([0, 1, 2, 3, attempts.length - 1])
  const lastMs = attempts.at(-1)?.times.headMs ?? startedMs
  return [
    ...[...places].flatMap((at) => attemptTurns(call, at)),
    ...(settledMs === null
      ? []
      : [
          [
            'ended after its last attempt by',
            (its: CallRun, value: number) => ({ ...its, settledMs: lastMs + value }),
          ] as const,
        ]),
    ...(cancelledMs === undefined
      ? []
      : [['cancelled at', (its: CallRun, value: number) => ({ ...its, cancelledMs: value })] as const]),
    ['watched for', (its, value) => ({ ...its, watchedMs: value })],
  ]
}

/** The call with only so many attempts, or with more: copies of the last one, as long after each other as it came. */
function withAttempts(call: CallRun, wanted: number): CallRun {
  const { attempts } = call
  const [before, last] = [attempts.at(-2), attempts.at(-1)]
  if (!last) return call
  const rhythmMs = before ? last.times.headMs - before.times.headMs : 1_000
  const copies = Array.from({ length: Math.max(0, wanted - attempts.length) }, (_, index) =>
    later(last, (index + 1) * rhythmMs),
  )
  return { ...call, attempts: [...attempts.slice(0, wanted), ...copies] }
}

/** How many calls are looked at, where there are some, and how many attempts the first of them has. */
function counts({ run, profile }: Judged): Knob[] {
  const { calls } = run
  const only = (value: number) => ({ run: { ...run, calls: calls.slice(0, value) }, profile })
  const attempts = (value: number) => ({
    run: { ...run, calls: calls.map((call, index) => (index === 0 ? withAttempts(call, value) : call)) },
    profile,
  })
  const knobs = [
    { name: 'so many of its calls', turned: only },
    { name: 'attempts', turned: attempts },
  ]
  return calls.length > 1 ? knobs : knobs.slice(1)
}

/** Everything else that can be turned: in its first call, in all calls at once, and what the client was told. */
function knobsOf({ run, profile }: Judged): Knob[] {
  const [first] = run.calls
  const turns = first ? callTurns(first) : []
  const { timeoutMs, deadlineMs } = run.scenario
  const told = { timeoutMs, deadlineMs }
  return [
    ...turns.flatMap(([name, turn]): Knob[] => {
      const turnedIn = (isHit: (index: number) => boolean) => (value: number) => ({
        run: { ...run, calls: run.calls.map((call, index) => (isHit(index) ? turn(call, value) : call)) },
        profile,
      })
      const one = { name, turned: turnedIn((index) => index === 0) }
      return run.calls.length === 1 ? [one] : [one, { name: `all: ${name}`, turned: turnedIn(() => true) }]
    }),
    ...Object.entries(told).flatMap(([name, set]): Knob[] =>
      set === undefined
        ? []
        : [{ name, turned: (value) => ({ run: { ...run, scenario: { ...run.scenario, [name]: value } }, profile }) }],
    ),
    ...Object.entries(profile).flatMap(([name, set]): Knob[] =>
      typeof set === 'number' ? [{ name, turned: (value) => ({ run, profile: { ...profile, [name]: value } }) }] : [],
    ),
  ]
}

const figure = (value: number) => value.toLocaleString('en')

/** The first whole number above `low` whose verdict is no longer that of `low`, at most `high`. */
function turningPoint(low: number, high: number, isSame: (value: number) => boolean): number {
  let [below, above] = [low, high]
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (isSame(middle)) below = middle
    else above = middle
  }
  return above
}

/** More than any rule counts but for one, which has its own line. */
const mostCounted = 40

/** What the verdict would be had the first call ended in these ways: `fail after a success; else pass`. */
export function endsOf(
  { run, profile }: Judged,
  verdictOf: (judged: Judged) => Verdict | undefined,
  ends: readonly (readonly [name: string, outcome: Outcome | null])[],
): string[] {
  const { calls } = run
  const judged = ends.map(([name, outcome]) => {
    const ended = calls.map((call, index) => {
      const settledMs = outcome === null ? null : (call.settledMs ?? call.attempts.at(-1)?.times.responseEndMs ?? 0)
      return index === 0 ? { ...call, outcome, settledMs } : call
    })
    return { name, verdict: verdictOf({ run: { ...run, calls: ended }, profile }) ?? 'nothing' }
  })
  const groups = Object.entries(Object.groupBy(judged, ({ verdict }) => verdict))
  const [usual, ...others] = groups.toSorted(([, one = []], [, other = []]) => other.length - one.length)
  const told = others.map(([verdict, some = []]) => `${verdict} after ${some.map(({ name }) => name).join(', ')}`)
  return told.length === 0 ? [] : [`ended otherwise: ${[...told, `else ${usual?.[0]}`].join('; ')}`]
}

/** At which figures of this run the verdict turns: `attempt 2 after: fail, from 1,999 pass`. */
export function edgesOf(judged: Judged, verdictOf: (judged: Judged) => Verdict | undefined): string[] {
  const counted = counts(judged).flatMap(({ name, turned }) => {
    const verdicts = Array.from({ length: mostCounted }, (_, value) => verdictOf(turned(value)))
    const edges = verdicts.flatMap((verdict, value) =>
      value > 0 && verdict !== verdicts[value - 1] ? [`from ${value} ${verdict}`] : [],
    )
    return edges.length === 0 ? [] : [`${name}: ${[verdicts[0] ?? 'nothing', ...edges].join(', ')}`]
  })
  const turns = knobsOf(judged).flatMap(({ name, turned }) => {
    const known = new Map<number, Verdict | undefined>()
    const at = (value: number) => {
      if (!known.has(value)) known.set(value, verdictOf(turned(value)))
      return known.get(value)
    }
    const edges = farGrid.slice(1).flatMap((high, index) => {
      const low = farGrid[index] ?? 0
      if (at(low) === at(high)) return []
      const edge = turningPoint(low, high, (value) => at(value) === at(low))
      return [`from ${figure(edge)} ${at(edge)}`]
    })
    return edges.length === 0 ? [] : [`${name}: ${[at(0), ...edges].join(', ')}`]
  })
  return [...counted, ...turns]
}

/** The same run, begun so much later. */
export const begunLater = (run: ScenarioRun, ms: number): ScenarioRun => ({
  ...run,
  calls: run.calls.map((call) => ({
    ...call,
    startedMs: call.startedMs + ms,
    settledMs: plus(call.settledMs, ms),
    ...(call.cancelledMs !== undefined && { cancelledMs: call.cancelledMs + ms }),
    ...(call.asides && { asides: call.asides.map((aside) => ({ ...aside, headMs: aside.headMs + ms })) }),
    attempts: call.attempts.map((one) => later(one, ms)),
  })),
})
