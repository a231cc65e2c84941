import { expect, test } from 'vitest'
import { attempt, call, ended } from '../hand-made.ts'
import type { ClientRule } from '../rule.ts'
import { raHugeBounded } from '../rules/ra-huge-bounded.ts'
import type { CallRun } from '../run.ts'
import { ok } from '../script/step.ts'
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
