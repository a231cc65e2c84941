import { execFileSync } from 'node:child_process'
import { request as httpRequest } from 'node:http'
import { hrtime } from 'node:process'
import { text } from 'node:stream/consumers'
import { setTimeout as importedTimeout } from 'node:timers'
import { setTimeout as promised, setInterval as promisedTicks, scheduler } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../../fixtures/clients/call.ts'
import { checkClient } from '../check-client.ts'

const { setTimeout: own } = globalThis

/** A client that is right but for the clock on which it waits. */
const waitingBy =
  (wait: (ms: number) => unknown): Call =>
  async ({ baseUrl, path, method, signal }) => {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(baseUrl + path, { method, signal })
      if (response.ok) return response.text()
      const text = await response.text()
      if (attempt === 3 || (response.status !== 429 && response.status !== 503))
        throw Object.assign(new Error(text), { status: response.status })
      await wait(1_000 * Number(response.headers.get('retry-after') ?? 1))
    }
  }

const inWorker = (ms: number) =>
  new Promise((resolve) => {
    const worker = new Worker(`setTimeout(() => {}, ${ms})`, { eval: true })
    worker.once('exit', resolve)
  })

const fires = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener('abort', resolve))

/** Waits that the bench can jump over. */
const known: readonly [string, (ms: number) => unknown][] = [
  ['setTimeout', (ms) => new Promise((resolve) => setTimeout(resolve, ms))],
  ['setTimeout, imported before', (ms) => new Promise((resolve) => importedTimeout(resolve, ms))],
  ['timers/promises', (ms) => promised(ms)],
  ['scheduler.wait', (ms) => scheduler.wait(ms)],
  ['AbortSignal.timeout', (ms) => fires(AbortSignal.timeout(ms))],
  ['AbortSignal.any', (ms) => fires(AbortSignal.any([AbortSignal.timeout(ms), new AbortController().signal]))],
  [
    'an interval that asks Date',
    async (ms) => {
      const end = Date.now() + ms
      for await (const _ of promisedTicks(50)) if (Date.now() >= end) return
    },
  ],
  [
    'short timers that ask performance.now',
    async (ms) => {
      const end = performance.now() + ms
      while (performance.now() < end) await promised(100)
    },
  ],
  [
    'short timers that ask process.hrtime',
    async (ms) => {
      const end = process.hrtime.bigint() + BigInt(ms) * 1_000_000n
      while (process.hrtime.bigint() < end) await promised(100)
    },
  ],
]

/** Waits that it cannot, and what it says instead of judging. */
const foreign: readonly [string, (ms: number) => unknown, RegExp][] = [
  ['setTimeout, kept from before', (ms) => new Promise((resolve) => own(resolve, ms)), /came back in real time/],
  ['a worker', inWorker, /came back in real time/],
  ['a blocking child', (ms) => execFileSync('sleep', [String(ms / 1_000)]), /came back in real time/],
  [
    'Atomics.wait',
    (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
    /sleeps with Atomics\.wait/,
  ],
  [
    'a loop on Date.now',
    (ms) => {
      const end = Date.now() + ms
      while (Date.now() < end);
    },
    /in a loop that asks the clock/,
  ],
  [
    'a loop on new Date',
    (ms) => {
      const end = new Date(Date.now() + ms).toISOString()
      while (new Date().toISOString() < end);
    },
    /in a loop that asks the clock/,
  ],
  [
    'a loop on performance.now',
    (ms) => {
      const end = performance.now() + ms
      while (performance.now() < end);
    },
    /in a loop that asks the clock/,
  ],
  [
    'a loop of microtasks',
    async (ms) => {
      const end = process.hrtime.bigint() + BigInt(ms) * 1_000_000n
      while (process.hrtime.bigint() < end) await null
    },
    /in a loop that asks the clock/,
  ],
  [
    'a loop on hrtime, kept from before',
    (ms) => {
      const end = hrtime.bigint() + BigInt(ms) * 1_000_000n
      while (hrtime.bigint() < end);
    },
    /came back in real time|in a loop/,
  ],
  [
    'setImmediate',
    async (ms) => {
      const end = Date.now() + ms
      while (Date.now() < end) await new Promise((resolve) => setImmediate(resolve))
    },
    /asking the clock again and again/,
  ],
]

describe('a client in process that waits by', () => {
  const rules = ['ra-seconds-min-wait', 'ra-not-overlong']

  it.each(known)('%s is judged', async (_, wait) => {
    const { verdicts } = await checkClient(waitingBy(wait), { rules })
    expect(verdicts.map(({ verdict, evidence }) => `${verdict}: ${evidence}`)).toEqual([
      expect.stringMatching(/^pass/),
      expect.stringMatching(/^pass/),
    ])
  })

  it.each(foreign)('%s is refused with the reason', async (_, wait, sentence) => {
    await expect(checkClient(waitingBy(wait), { rules })).rejects.toThrow(sentence)
  })

  it('nothing leaves the clocks as they were', async () => {
    const before = [Date, AbortSignal.timeout, Atomics.wait, process.hrtime, performance.now, scheduler.wait]
    await checkClient(
      waitingBy((ms) => promised(ms)),
      { rules },
    )
    expect([Date, AbortSignal.timeout, Atomics.wait, process.hrtime, performance.now, scheduler.wait]).toEqual(before)
  })

  it('a timeout of AbortSignal.timeout is judged by the clock that jumps', async () => {
    const textbook: Call = async ({ baseUrl, path, timeoutMs }) => {
      const response = await fetch(baseUrl + path, { signal: AbortSignal.timeout(timeoutMs) })
      if (!response.ok) throw Object.assign(new Error('no'), { status: response.status })
      return response.json()
    }
    const { verdicts } = await checkClient(textbook, { rules: ['stall-times-out'] })
    expect(verdicts[0]).toMatchObject({
      verdict: 'pass',
      evidence: expect.stringContaining('after 700 ms, told 700 ms'),
    })
  })

  it('a timeout of its socket is judged by the clock that jumps', async () => {
    const old: Call = ({ baseUrl, path, timeoutMs }) =>
      new Promise((resolve, reject) => {
        const asked = httpRequest(baseUrl + path, { timeout: timeoutMs }, (response) => {
          text(response).then(
            (body) => (response.statusCode === 200 ? resolve(body) : reject(new Error(body))),
            (error: unknown) => reject(error),
          )
        })
        asked.on('timeout', () => asked.destroy(new Error('timed out')))
        asked.on('error', reject)
        asked.end()
      })
    const { verdicts } = await checkClient(old, { rules: ['stall-times-out'] })
    expect(verdicts[0]).toMatchObject({
      verdict: 'pass',
      evidence: expect.stringContaining('after 700 ms, told 700 ms'),
    })
  })
})
