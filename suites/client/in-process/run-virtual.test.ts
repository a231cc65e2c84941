import { afterEach, expect, test } from 'vitest'
import type { Call } from '../../../fixtures/clients/call.ts'
import { attempt } from '../hand-made.ts'
import { virtualClock } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import type { ScriptOptions } from '../script/answers.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { ok } from '../script/step.ts'
import type { PassOptions } from './jumps.ts'
import { runVirtual, type VirtualOptions } from './run-virtual.ts'

const { random } = Math
afterEach(() => expect(Math.random).toBe(random))

const turn = () => new Promise((resolve) => setImmediate(resolve))
const base: Scenario = { request: 'listFiles', script: [ok] }

/** A bench without servers and clocks: each call that is made leaves one attempt, and time passes when a test says so. */
function bench(mostTurns = 50) {
  const seen = {
    events: [] as string[],
    passes: [] as PassOptions[],
    serving: [] as ScriptOptions[],
    nowMs: 100,
    touched: 0,
    lingered: [] as number[],
  }
  const virtual = {
    time: { now: () => seen.nowMs, monotonic: () => seen.nowMs, sleep: async () => {} },
    touch: () => void seen.events.push('touch'),
    after(ms: number, callback: () => void) {
      seen.events.push(`after ${ms}`)
      setImmediate(callback)
      return () => {}
    },
    async pass(options: PassOptions) {
      seen.passes.push(options)
      for (let turns = 0; turns < mostTurns && !options.isDone(); turns += 1) await turn()
      seen.nowMs += 1_000
      return options.isDone()
    },
    linger: async (ms: number) => void seen.lingered.push(ms),
    refusal: () => undefined,
    end: () => {},
  }
  const start: VirtualOptions['start'] = async (options) => {
    const number = seen.serving.push(options)
    const attempts: SeenAttempt[] = []
    return {
      url: `http://server-${number}`,
      attempts,
      asides: [],
      owesAnAnswer: () => attempts.length === 99,
      giveIn: () => void seen.events.push(`give in ${number}`),
      close: async () => void seen.events.push(`close ${number}`),
    }
  }
  return { seen, virtual, start }
}

const client: Call = async ({ baseUrl }) => baseUrl

test('each call apart has a client and a server of its own', async () => {
  const { seen, virtual, start } = bench()
  let made = 0
  const create = () => {
    made += 1
    return client
  }
  const run = await runVirtual({ ...base, calls: 2 }, { create }, virtual, { start })
  expect([made, seen.serving.length, run.calls.length]).toEqual([2, 2, 2])
  expect(seen.serving[0]).toMatchObject({ script: [ok], mostRequests: 200, request: { path: '/user-files?limit=20' } })
  expect(run).toMatchObject({ scenario: { calls: 2 }, clock: virtualClock })
  expect(run.calls[1]).toMatchObject({ startedMs: 100, settledMs: 100, watchedMs: 1_000, outcome: { ok: true } })
  expect(seen.events).toEqual(['touch', 'touch', 'touch', 'touch', 'close 1', 'close 2'])
})

test('calls in turn share a client and a server, 100 ms apart', async () => {
  const { seen, virtual, start } = bench()
  const given: string[] = []
  const run = await runVirtual(
    { ...base, request: 'createFolder', calls: 2, traffic: 'in-turn' },
    async ({ body }) => given.push(String(body)),
    virtual,
    {
      start,
      firstIndex: 4,
    },
  )
  expect([seen.serving.length, run.calls.length]).toEqual([1, 2])
  expect(seen.events.filter((event) => event.startsWith('after'))).toEqual(['after 100'])
  expect(given).toEqual(['{"name":"Bench 5"}', '{"name":"Bench 6"}'])
})

test('time passes for an hour at most, then for late attempts', async () => {
  const { seen, virtual, start } = bench()
  await runVirtual(base, client, virtual, { start })
  expect(seen.passes).toMatchObject([
    { patienceMs: 3_600_000, idleMs: 250 },
    { patienceMs: 10_000, idleMs: 0 },
  ])
  expect(seen.passes[1]?.isDone()).toBe(false)
  expect(seen.passes[0]?.isBusy()).toBe(false)
  const other = bench()
  await runVirtual({ ...base, patienceMs: 5_000, watchAfterMs: 20_000 }, client, other.virtual, { start: other.start })
  expect(other.seen.passes).toMatchObject([{ patienceMs: 5_000 }, { patienceMs: 20_000 }])
})

test('it is busy while a server owes an answer', async () => {
  const { seen, virtual, start } = bench()
  await runVirtual(base, client, virtual, {
    start: async (options) => {
      const server = await start(options)
      return { ...server, owesAnAnswer: () => true }
    },
  })
  expect(seen.passes[0]?.isBusy()).toBe(true)
})

test('a call that does not end is watched no longer, told to end, and has no outcome', async () => {
  const { seen, virtual, start } = bench(3)
  const signals: AbortSignal[] = []
  const hung: Call = ({ signal }) => {
    if (signal) signals.push(signal)
    return new Promise(() => {})
  }
  const run = await runVirtual(base, hung, virtual, { start, lingerMs: 30 })
  expect(run.calls[0]).toMatchObject({ outcome: null, settledMs: null })
  expect([seen.passes.length, seen.lingered, signals[0]?.aborted]).toEqual([1, [30], true])
  expect(seen.events.at(-1)).toBe('close 1')
})

test('where somebody sees to it, its server gives in and is closed later', async () => {
  const { seen, virtual, start } = bench(3)
  const left: (() => Promise<void>)[] = []
  await runVirtual(base, () => new Promise(() => {}), virtual, { start, leave: (close) => void left.push(close) })
  expect(seen.events.slice(-1)).toEqual(['give in 1'])
  await left[0]?.()
  expect([seen.events.at(-1), seen.lingered]).toEqual(['close 1', []]) // biome-ignore format: two facts
})

test('a client that ended is not aborted afterwards', async () => {
  const { virtual, start } = bench()
  const signals: (AbortSignal | undefined)[] = []
  await runVirtual(base, async ({ signal }) => signals.push(signal), virtual, {
    start,
    leave: () => expect.unreachable(),
  })
  expect(signals[0]?.aborted).toBe(false)
})

test('what the server sees touches the clock, and counts for who cancels', async () => {
  const { seen, virtual, start } = bench()
  const waiting: Call = ({ signal }) =>
    new Promise((_, reject) => {
      seen.serving[0]?.onActivity?.('arrived')
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  const run = await runVirtual({ ...base, cancel: { from: 'request', afterMs: 300 } }, waiting, virtual, { start })
  expect(seen.events.slice(0, 2)).toEqual(['touch', 'after 300'])
  expect(run.calls[0]).toMatchObject({ cancelledMs: 400, outcome: { ok: false, name: 'AbortError' } })
})

test('chance is the same for each run of a scenario, or what it says', async () => {
  const draws: number[] = []
  const drawing: Call = async () => draws.push(Math.random())
  for (const scenario of [base, base, { ...base, random: 0.25 }]) {
    const { virtual, start } = bench()
    await runVirtual(scenario, drawing, virtual, { start })
  }
  expect(draws[1]).toBe(draws[0])
  expect(draws[2]).toBe(0.25)
})

test('a stream is read to its end, and attempts are those of its server', async () => {
  const { virtual, start } = bench()
  async function* events() {
    yield 'token'
    throw new Error('cut off')
  }
  const run = await runVirtual({ ...base, request: 'streamMessage' }, async () => events(), virtual, {
    start: async (options) => ({ ...(await start(options)), attempts: [attempt(1)] }),
  })
  expect(run.calls[0]).toMatchObject({ outcome: { ok: false, message: 'cut off' }, attempts: [{ id: 1 }] })
})
