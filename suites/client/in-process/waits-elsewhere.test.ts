import { expect, test } from 'vitest'
import type { Call } from '../../../fixtures/clients/call.ts'
import { attempt } from '../hand-made.ts'
import type { ScriptOptions } from '../script/answers.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import type { VirtualOptions } from './run-virtual.ts'
import { waitsElsewhere } from './waits-elsewhere.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

interface Wait {
  /** Of the client's clock. */
  readonly ms: number
  readonly realMs: number
}

/** Looks at a client that comes back once after each answer, as late as `waits` says; `looks` tells how often it was asked. */
async function look(waits: (looks: number) => Wait | undefined, hangs = false) {
  let nowMs = 0
  let realMs = 0
  const seen = {
    looks: 0,
    scripts: [] as unknown[],
    lingered: [] as number[],
    patience: [] as number[],
    told: 0,
    touched: 0,
  }
  const virtual = {
    time: { now: () => nowMs, monotonic: () => nowMs, sleep: async () => {} },
    touch() {
      seen.touched += 1
    },
    after: () => () => {},
    async pass({ isDone, patienceMs }: { isDone: () => boolean; patienceMs: number }) {
      seen.patience.push(patienceMs)
      for (let turns = 0; turns < 20 && !isDone(); turns += 1) await turn()
      return isDone()
    },
    linger: async (ms: number) => void seen.lingered.push(ms),
    refusal: () => undefined,
    end: () => {},
  }
  const start: VirtualOptions['start'] = async (options: ScriptOptions) => {
    seen.looks += 1
    seen.scripts.push(options.script)
    const attempts: SeenAttempt[] = []
    const wait = waits(seen.looks)
    const arrive = (status: number) => {
      options.onActivity?.('arrived')
      attempts.push(attempt(nowMs, status))
      options.onActivity?.('answered')
      seen.told += 2
    }
    const server = {
      url: 'http://script',
      attempts,
      asides: [],
      owesAnAnswer: () => false,
      giveIn() {},
      async close() {},
    }
    play = () => {
      arrive(429)
      if (!wait) return
      nowMs += wait.ms
      realMs += wait.realMs
      arrive(200)
      realMs += 5_000
      arrive(200)
    }
    return server
  }
  let play = () => {}
  const client: Call = async () => {
    play()
    if (hangs) await new Promise(() => {})
  }
  const isElsewhere = await waitsElsewhere(client, 'listFiles', virtual, { start }, () => realMs)
  return { isElsewhere, ...seen }
}

test('who waits on the clock is seen once for each kind of wait', async () => {
  const { isElsewhere, scripts, patience } = await look(() => ({ ms: 1_000, realMs: 0 }))
  expect([isElsewhere, scripts]).toEqual([
    false,
    [
      [{ status: 429, retryAfter: 1 }, { status: 200 }],
      [{ status: 503 }, { status: 200 }],
    ],
  ])
  expect(patience[0]).toBe(10_000)
})

test.each<[string, Wait | undefined, boolean]>([
  ['lets the second pass in real time', { ms: 0, realMs: 1_000 }, true],
  ['lets nearly all of it pass in real time', { ms: 899, realMs: 900 }, true],
  ['waits nearly all of it on the clock', { ms: 900, realMs: 1_000 }, false],
  ['does not wait at all', { ms: 0, realMs: 899 }, false],
  ['comes back when all of the time is over', { ms: 10_000, realMs: 0 }, true],
  ['comes back just before', { ms: 9_999, realMs: 0 }, false],
  ['does not come back', undefined, false],
])('a client that %s: %j', async (_, wait, expected) => {
  expect((await look(() => wait)).isElsewhere).toBe(expected)
})

test('a machine that stood still once is no client that waits elsewhere', async () => {
  const late = { ms: 0, realMs: 1_000 }
  const inTime = { ms: 1_000, realMs: 0 }
  const once = await look((looks) => (looks === 1 ? late : inTime))
  expect([once.isElsewhere, once.looks]).toEqual([false, 3])
  const onOwnChoice = await look((looks) => (looks > 1 ? late : inTime))
  expect([onOwnChoice.isElsewhere, onOwnChoice.looks]).toEqual([true, 3])
})

test('the clock hears of everything that happens', async () => {
  const { told, touched } = await look(() => ({ ms: 1_000, realMs: 0 }))
  expect(touched).toBeGreaterThanOrEqual(told)
})

test('one that does not end gets longer than its second in real time', async () => {
  expect((await look(() => ({ ms: 1_000, realMs: 0 }), true)).lingered).toEqual([1_500, 1_500])
})
