import { expect, test } from 'vitest'
import type { Exchange } from '../exchange.ts'
import { answered, unanswered } from '../hand-made.ts'
import type { Probe } from '../probe.ts'
import type { Prober } from './prober.ts'
import { repeatProbe } from './repeat-probe.ts'

const signal = new AbortController().signal

/** Sends a probe to a target that answers so, the last for ever: how many at once, what it slept, what it captured. */
async function repeat(fields: Partial<Probe>, answers: readonly Exchange[], concurrency = 4) {
  const probe: Probe = { id: 'p', intent: 'success', operation: 'listFiles', ...fields }
  const names = new Map<string, string>()
  const slept: number[] = []
  const waves: number[] = []
  let sent = 0
  let wave = 0
  const prober: Prober = {
    exchange: async () => answered(200),
    async once() {
      wave += 1
      const mine = answers[Math.min(sent++, answers.length - 1)] ?? answered(200)
      await new Promise(setImmediate)
      if (wave > 0) waves.push(wave)
      wave = 0
      return mine
    },
    endOnAbort(cause) {
      throw cause
    },
  }
  const clock = { now: () => 0, monotonic: () => 0, sleep: async (ms: number) => void slept.push(ms) }
  await repeatProbe(probe, names, { prober, clock, concurrency, stopped: signal, signal })
  return { sent, slept, waves, names: Object.fromEntries(names) }
}

const [ok, busy, limit] = [answered(200), answered(409), answered(429)]

test('a probe is sent once unless it says more', async () => {
  expect(await repeat({}, [ok])).toMatchObject({ sent: 1, slept: [] })
})

test.each<[string, Partial<Probe>, readonly Exchange[], number]>([
  ['until the status that it wants', { repeat: { most: 9, until: 200 } }, [busy, busy, ok], 3],
  ['as often as it may', { repeat: { most: 3, until: 200 } }, [busy], 3],
  [
    'only after the status that makes it worth it',
    { repeat: { most: 9, until: 200, onlyAfter: 409 } },
    [busy, limit],
    2,
  ],
  ['not after another', { repeat: { most: 9, until: 200, onlyAfter: 409 } }, [limit], 1],
  ['when nothing came', { repeat: { most: 2, until: 200 } }, [unanswered('reset')], 2],
])('one by one: %s', async (_, fields, answers, sent) => {
  const seen = await repeat(fields, answers)
  expect([seen.sent, seen.waves]).toEqual([sent, Array(sent).fill(1)])
})

test('between tries it pauses as it says, not before the first', async () => {
  expect((await repeat({ repeat: { most: 3, until: 200, pauseMs: 250 } }, [busy])).slept).toEqual([250, 250])
})

test('a burst goes out several at once, never more than it may', async () => {
  const burst: Partial<Probe> = { intent: 'rate-limit', repeat: { most: 10, until: 429 } }
  expect(await repeat(burst, [ok])).toMatchObject({ sent: 10, waves: [4, 4, 2] })
  expect(await repeat(burst, [ok, ok, ok, ok, ok, limit])).toMatchObject({ sent: 8 })
})

test('a burst whose requests are all refused goes no further', async () => {
  const burst: Partial<Probe> = { intent: 'rate-limit', repeat: { most: 10, until: 429 } }
  expect((await repeat(burst, [answered(401)])).sent).toBe(4)
  expect((await repeat(burst, [answered(400)])).sent).toBe(4)
  expect((await repeat(burst, [unanswered('reset')])).sent).toBe(10)
})

test('what a success names is kept for later probes, what a refusal names is not', async () => {
  const capture = { file: ['files', 0, 'id'], total: ['total_count'] } as const
  const body = { files: [{ id: 'f1' }], total_count: '' }
  expect((await repeat({ capture }, [answered(200, { body })])).names).toEqual({ file: 'f1' })
  expect((await repeat({ capture }, [answered(404, { body })])).names).toEqual({})
  expect((await repeat({ capture }, [unanswered('reset')])).names).toEqual({})
  expect((await repeat({}, [answered(200, { body })])).names).toEqual({})
})
