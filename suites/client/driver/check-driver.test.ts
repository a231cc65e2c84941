import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Answering, driversThat, fetching } from '../testing/drivers-in-process.ts'
import { type CheckDriverOptions, checkDriver } from './check-driver.ts'

const temporary = mkdtempSync(join(tmpdir(), 'check-driver-'))
beforeEach(() => void vi.stubEnv('TMPDIR', temporary))
afterEach(() => {
  vi.unstubAllEnvs()
  expect(readdirSync(temporary)).toEqual([])
})
afterAll(() => rmSync(temporary, { recursive: true }))

async function checked(
  options: CheckDriverOptions = {},
  answer: Answering = fetching,
  begin?: Parameters<typeof driversThat>[1],
) {
  const { children, seen } = driversThat(answer, begin)
  const report = checkDriver(['driver', 'word'], { rules: ['success-is-2xx'], clock: 'real', ...options }, children)
  await report.catch(() => {})
  expect([seen.releases, seen.ends]).toEqual([1, seen.argv.length])
  return { report, seen }
}

test('a driver is started once for a clock, and judged by the calls that it makes', async () => {
  const progress: [number, number][] = []
  const { report, seen } = await checked({ onProgress: (...given) => void progress.push(given) })
  const { verdicts, clock, notes, profile } = await report
  expect(verdicts.map(({ rule, verdict }) => [rule, verdict])).toEqual([['success-is-2xx', 'pass']])
  expect([clock, notes, profile]).toEqual([{ by: 'real time', factor: 1 }, [], {}])
  expect(seen.argv).toEqual([['driver', 'word']])
  expect(progress.map(([done]) => done)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  expect(progress.at(-1)).toEqual([12, 12])
})

test('one that waits by no clock is judged in real time, once others were tried', async () => {
  const { report, seen } = await checked({ clock: 'auto' })
  expect((await report).clock).toEqual({ by: 'real time', factor: 1 })
  expect(seen.envs.map(({ AION_WARP }) => AION_WARP).slice(0, 2)).toEqual([undefined, '20'])
})

test('what only some drivers take is asked of those that say so', async () => {
  const asked = async (takes: readonly string[]) => {
    let isAsked = false
    const noting: Answering = async (call, id, say, signal) => {
      if (!call.cancelled) return fetching(call, id, say, signal)
      isAsked = true
      say({ id, outcome: { ok: false, name: 'AbortError' } })
    }
    await (await checked({ rules: ['abort-in-flight'] }, noting, (say) => say({ takes }))).report
    return isAsked
  }
  expect(await Promise.all([[], ['stream'], ['cancelled']].map(asked))).toEqual([false, false, true])
})

test('what it does wrong is noted, with how often', async () => {
  let isFirst = true
  const { report } = await checked({}, async (call, id, say, signal) => {
    const saying: typeof say = (...lines) => {
      if (isFirst) say('an odd line')
      isFirst = false
      say(...lines, ...lines)
    }
    await fetching(call, id, saying, signal)
  })
  expect((await report).notes).toEqual([
    'The driver printed a line that is no answer: body: Must be an object such as {"id":7,"outcome":{"ok":true}} (1 time), such as: "an odd line"',
    expect.stringMatching(
      /^The driver answered a call twice; the first answer counts \(14 times\), such as: \{"id":1,"outcome":\{"ok":true,"status":200\}\}$/,
    ),
  ])
})

test.each<[string, Answering, number, string | RegExp]>([
  [
    'sends something else',
    async ({ baseUrl }, id, say) => {
      await fetch(`${baseUrl}/health`)
      say({ id, outcome: { ok: true } })
    },
    60_000,
    /^The driver sent nothing of what it was asked for\. It sent GET \/api\/v2\/health instead\. Its last words: \{"id":.*$/,
  ],
  [
    'never answers',
    async () => {},
    50,
    'The driver answered no call within 0.05 s, and sent nothing of what it was asked for.',
  ],
  [
    'sends something else and never answers',
    async ({ baseUrl }) => void (await fetch(`${baseUrl}/health`)),
    300,
    'The driver answered no call within 0.3 s, and sent nothing of what it was asked for. It sent GET /api/v2/health instead.',
  ],
])('one that %s is refused', async (_, answer, startMs, sentence) => {
  const { report } = await checked({ startMs }, answer)
  const { message } = await report.then(
    () => new Error('It was judged'),
    (error: Error) => error,
  )
  expect(message).toMatch(sentence)
  if (typeof sentence === 'string') expect(message).toBe(sentence)
})

test('what a driver loads with its first call counts for none of its calls', async () => {
  let isFirst = true
  const { report } = await checked({}, async (call, id, say, signal) => {
    if (isFirst) {
      isFirst = false
      await sleep(300)
    }
    await fetching(call, id, say, signal)
  })
  const spans = (await report).runs.flatMap(({ calls }) => calls.map(({ watchedMs }) => watchedMs))
  expect(Math.max(...spans)).toBeLessThan(300)
})

test('when the bench is stopped the driver is ended', async () => {
  const stop = new AbortController()
  const { report } = await checked({ signal: stop.signal }, async () => stop.abort(new Error('interrupted')))
  await expect(report).rejects.toThrow('interrupted')
})
