import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import type { ClientRule } from '../rule.ts'
import { raHugeBounded } from '../rules/ra-huge-bounded.ts'
import { successIs2xx } from '../rules/success-is-2xx.ts'
import type { CallRun } from '../run.ts'
import { describeScenario, type Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'
import { judgeOutside, type OutsideClient } from './judge-outside.ts'
import type { Speed } from './speed.ts'

/** One far Retry-After. */
const rule: ClientRule = { ...raHugeBounded, scenarios: raHugeBounded.scenarios.slice(0, 1), background: [] }

/** Keeps this process from its work, as a busy machine does. */
function stall(ms: number): void {
  const untilMs = performance.now() + ms
  while (performance.now() < untilMs);
}

const gaveUpAfter = (settledMs: number, startMs = 0): CallRun =>
  call([attempt(startMs, 429, { askedMs: 3_600_000 })], ended(429), { settledMs, watchedMs: settledMs })

/** A client that keeps short waits and gives up before long ones, which takes it as long as `give` says. */
function client(give: (speed: Speed, time: number) => CallRun) {
  const speeds: string[] = []
  const outside: OutsideClient = {
    async run(scenario, speed) {
      const asked = scenario.script[0]
      if (asked === ok) return { scenario, clock: speed.clock, calls: [call([attempt(0)])] }
      const isKnownWait = asked?.retryAfter === 1
      if (isKnownWait)
        return { scenario, clock: speed.clock, calls: [call([attempt(0, 429), attempt(1_000, 429), attempt(2_000)])] }
      speeds.push(speed.clock.mode)
      return { scenario, clock: speed.clock, calls: [give(speed, speeds.length)] }
    },
    canRun: () => true,
    complaint: () => 'sends nothing',
    notes: () => [],
  }
  const judged = judgeOutside(outside, { rules: [rule], profile: {}, clock: 'auto' })
  return judged.then(({ verdicts: [verdict] }) => ({ verdict: verdict?.verdict, evidence: verdict?.evidence, speeds }))
}

test('a client that a busy machine made late is looked at again, on the real clock', async () => {
  const seen = await client(({ clock: { mode } }) => {
    if (mode === 'scaled') stall(70)
    return gaveUpAfter(mode === 'scaled' ? 2_521 : 6)
  })
  expect(seen).toMatchObject({ verdict: 'pass', speeds: ['scaled', 'real'] })
})

test('a slow start keeps no client from a look on the real clock', async () => {
  const seen = await client(({ clock: { mode } }) => {
    if (mode === 'scaled') stall(70)
    return mode === 'scaled' ? gaveUpAfter(16_521, 14_000) : gaveUpAfter(706, 700)
  })
  expect(seen).toMatchObject({ verdict: 'pass', speeds: ['scaled', 'real'] })
})

test('a client that waits by itself is found out, however busy the machine is', async () => {
  const seen = await client(({ clock: { mode } }) => {
    stall(70)
    return gaveUpAfter(mode === 'scaled' ? 2_521 : 25_210)
  })
  expect(seen).toMatchObject({ verdict: 'warn', speeds: ['scaled', 'real'] })
  expect(seen.evidence).toMatch('gave up after 25,210 ms')
})

test('what hangs on less than the noise each time cannot be told, with the reason', async () => {
  const seen = await client(() => {
    stall(200)
    return gaveUpAfter(1_500)
  })
  expect(seen).toMatchObject({ verdict: 'inconclusive', speeds: ['scaled', ...Array(7).fill('real')] })
  expect(seen.evidence).toMatch(/warn or pass, which hangs on less than this machine may be late \([\d,]+ ms\)/)
})

test('what is far from the noise is not looked at again', async () => {
  const seen = await client(() => gaveUpAfter(1_500_000))
  expect(seen).toMatchObject({ verdict: 'warn', speeds: ['scaled'] })
})

/** A client that keeps every rule but one, and what it was asked to run, as `GET 200 ×1, watched 30000 ms`. */
async function noted(
  rules: readonly ClientRule[],
  give: (scenario: Scenario, speed: Speed, time: number) => readonly CallRun[],
  fields: Partial<OutsideClient> = {},
) {
  const asked: string[] = []
  const counts = new Map<string, number>()
  const outside: OutsideClient = {
    async run(scenario, speed, patienceMs, onBegin) {
      onBegin()
      const name = describeScenario(scenario)
      const time = (counts.get(name) ?? 0) + 1
      counts.set(name, time)
      asked.push(`${name} ×${speed.clock.factor} ${patienceMs}`)
      return { scenario, clock: speed.clock, calls: give(scenario, speed, time) }
    },
    canRun: () => true,
    complaint: (warmUp) => `sends nothing of ${warmUp.calls.size} requests`,
    notes: () => ['It hums.'],
    ...fields,
  }
  const report = judgeOutside(outside, { rules, profile: { maxAttempts: 4 }, clock: 'real' })
  return { asked, report }
}

const succeeds = () => [call([attempt(0)])]
const [created, described] = successIs2xx.scenarios
if (!created || !described) throw new Error('The rule has scenarios')
const posts: ClientRule = { ...successIs2xx, scenarios: [created, described] }
const warmUp = 'POST 201, watched 0 s longer ×1 15000'
/** What tells what its calls cost. */
const plainCalls = Array<string>(5).fill(warmUp)

test('each request is asked for once when nothing fails, what calls cost is learnt, then each scenario', async () => {
  const { asked, report } = await noted([posts], succeeds)
  const { verdicts, runs, notes, clock, profile } = await report
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['pass'])
  expect(asked).toEqual([
    warmUp,
    'POST 202, watched 0 s longer ×1 15000',
    ...plainCalls,
    'POST 201* ×1 30000',
    'POST 202* ×1 30000',
  ])
  expect(runs.map(({ scenario }) => scenario)).toEqual([created, described])
  expect([notes, clock, profile]).toEqual([['It hums.'], { by: 'real time', factor: 1 }, { maxAttempts: 4 }])
})

test('what this kind of client cannot be asked for is not', async () => {
  const { asked, report } = await noted([posts], succeeds, { canRun: (scenario) => scenario !== described })
  expect((await report).verdicts[0]?.findings.map(({ verdict }) => verdict)).toEqual(['pass', 'not-applicable'])
  expect(asked).toEqual([warmUp, ...plainCalls, 'POST 201* ×1 30000'])
})

test('where each call costs a start, what calls cost is told by the first ones', async () => {
  const { asked, report } = await noted([{ ...posts, scenarios: [created] }], succeeds, { isCostly: true })
  expect((await report).verdicts[0]?.verdict).toBe('pass')
  expect(asked).toEqual([warmUp, 'POST 201* ×1 30000'])
})

test('a request that the client cannot make is not asked for again, and the reason is told', async () => {
  const { asked, report } = await noted([posts], ({ request }) =>
    request === 'describeBatch' ? [call([], ended(false, { isUnsupported: true }))] : succeeds(),
  )
  const { verdicts, notes } = await report
  expect(verdicts[0]?.findings.map(({ verdict }) => verdict)).toEqual(['pass', 'not-applicable'])
  expect(notes).toEqual(['The client says that it cannot make createBatch (POST /batch/describe).', 'It hums.'])
  expect(asked.filter((one) => one.startsWith('POST 202'))).toHaveLength(1)
})

test('one that makes none of them is refused', async () => {
  const { report } = await noted([posts], () => [call([], ended(false))])
  await expect(report).rejects.toThrow('sends nothing of 2 requests')
})

test('what had not ended is looked at once more, not longer', async () => {
  const { asked, report } = await noted([posts], ({ watchAfterMs }) =>
    watchAfterMs === 0 ? succeeds() : [call([attempt(0)], null, { watchedMs: 20_000 })],
  )
  expect((await report).verdicts[0]?.verdict).toBe('inconclusive')
  expect(asked.slice(2 + plainCalls.length)).toEqual([
    'POST 201* ×1 30000',
    'POST 202* ×1 30000',
    'POST 201* ×1 30000',
    'POST 202* ×1 30000',
  ])
})

test('one look that tells is enough', async () => {
  const { asked, report } = await noted([posts], ({ watchAfterMs }, _, time) =>
    watchAfterMs === 0 || time > 1 ? succeeds() : [call([attempt(0)], null, { watchedMs: 20_000 })],
  )
  expect((await report).verdicts[0]?.verdict).toBe('pass')
  expect(asked).toHaveLength(6 + plainCalls.length)
})

/** Says of a scenario that takes many seconds what is inconclusive, on whichever clock it is made. */
const careful: ClientRule = {
  ...raHugeBounded,
  id: 'of-an-outage',
  scenarios: [{ request: 'listFiles', script: [always({ status: 500 })] }],
  background: [],
  judge: () => ({ verdict: 'inconclusive', evidence: 'It cannot be told' }),
}

/** The clocks on which a client is asked for the outage; each call takes `spanMs` of its own time. */
async function clocksOf(rule: ClientRule, spanMs: number, hasEnd = true) {
  const factors: number[] = []
  const outside: OutsideClient = {
    async run(scenario, { clock }) {
      const [asked] = scenario.script
      if (asked === ok) return { scenario, clock, calls: [call([attempt(0)])] }
      if (asked?.retryAfter === 1)
        return { scenario, clock, calls: [call([attempt(0, 429), attempt(1_000, 429), attempt(2_000)])] }
      factors.push(clock.factor)
      const outcome = hasEnd ? ended(500) : null
      return { scenario, clock, calls: [call([attempt(0, 500)], outcome, { settledMs: spanMs, watchedMs: spanMs })] }
    },
    canRun: () => true,
    complaint: () => 'sends nothing',
    notes: () => [],
  }
  await judgeOutside(outside, { rules: [rule], profile: {}, clock: 'auto' })
  return factors
}

test('what is judged carefully is looked at once more on the clock that it had, then on the real one', async () => {
  expect(await clocksOf(careful, 6_000)).toEqual([4, 4, ...Array(6).fill(1)])
})

test('what is judged in a hurry is looked at on the real clock at once, unless that takes too long', async () => {
  const long: ClientRule = { ...careful, scenarios: careful.scenarios.map((one) => ({ ...one, isLong: true })) }
  expect(await clocksOf(long, 12_000)).toEqual([20, ...Array(7).fill(1)])
  expect(await clocksOf(long, 12_001)).toEqual([20, ...Array(7).fill(20)])
})

test('what did not end is looked at once more, on the clock that it had', async () => {
  const long: ClientRule = { ...careful, scenarios: careful.scenarios.map((one) => ({ ...one, isLong: true })) }
  expect(await clocksOf(long, 6_000, false)).toEqual([20, 20])
})
