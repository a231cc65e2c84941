import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { childrenThat, type Program } from '../testing/children-in-process.ts'
import { type CheckCommandOptions, checkCommand } from './check-command.ts'

beforeEach(() => void vi.stubEnv('NODE_COMPILE_CACHE', undefined))
afterEach(() => void vi.unstubAllEnvs())

/** Fetches once and says what came of it. */
const plain: Program = async ({ AIONVISION_BASE_URL, AION_PATH, AION_METHOD = 'GET' }, output) => {
  const { ok, status } = await fetch(`${AIONVISION_BASE_URL}${AION_PATH}`, { method: AION_METHOD })
  Object.assign(output, { stdout: `${JSON.stringify({ ok, status })}\n`, spokeMs: performance.now() })
  return { code: ok ? 0 : 1 }
}

async function checked(options: CheckCommandOptions, program = plain) {
  const { children, seen } = childrenThat(program)
  const report = checkCommand(['client', '{method}'], { clock: 'real', ...options }, children)
  await report.catch(() => {})
  expect(seen.releases).toBe(1)
  const { NODE_COMPILE_CACHE = '' } = seen.env
  expect([NODE_COMPILE_CACHE !== '', existsSync(dirname(NODE_COMPILE_CACHE))]).toEqual([true, false])
  return { report, seen }
}

const rules = ['success-is-2xx']

test('a command is judged by the calls that it makes, each told as it is done', async () => {
  const progress: [number, number][] = []
  const { report, seen } = await checked({ rules, onProgress: (...given) => void progress.push(given) })
  const { verdicts, clock, notes, runs, profile } = await report
  expect(verdicts.map(({ rule, verdict }) => [rule, verdict])).toEqual([['success-is-2xx', 'pass']])
  expect([clock, notes, profile]).toEqual([{ by: 'real time', factor: 1 }, [], {}])
  expect(runs.map(({ calls }) => calls.length)).toEqual([1, 1, 1, 1])
  const words = seen.argv.map((argv) => argv.join(' '))
  expect(words.toSorted()).toEqual([
    'client DELETE',
    'client DELETE',
    'client POST',
    'client POST',
    'client POST',
    'client POST',
    'client POST',
  ])
  expect(progress.map(([done]) => done)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(progress.at(-1)).toEqual([7, 7])
  expect(seen.ends).toBe(7)
})

test('no more of them start at once than there are processors, and one', async () => {
  const starting = { now: 0, most: 0 }
  await checked({ rules }, async (env, output) => {
    starting.now += 1
    starting.most = Math.max(starting.most, starting.now)
    await sleep(50)
    starting.now -= 1
    return plain(env, output)
  })
  expect(starting.most).toBe(Math.min(4, availableParallelism() + 1))
})

test('a profile is taken', async () => {
  const { report } = await checked({ rules, profile: { maxAttempts: 3 } })
  expect((await report).profile).toEqual({ maxAttempts: 3 })
})

test('what a command cannot be asked is not asked', async () => {
  const { report, seen } = await checked({ rules: ['success-is-2xx', 'abort-in-flight'] })
  expect((await report).verdicts.map(({ verdict }) => verdict)).toEqual(['pass', 'not-applicable'])
  expect(seen.argv).toHaveLength(7)
})

test('how it ends is noted', async () => {
  const { report } = await checked({ rules }, async (env, output) => {
    const end = await plain(env, output)
    Object.assign(output, { stdout: '', stderr: 'Warning: Detected unsettled top-level await' })
    return { ...end, code: 13 }
  })
  expect((await report).notes).toEqual(
    expect.arrayContaining([expect.stringContaining('in the middle of its own wait (7 of 7 runs)')]),
  )
})

test('one that sends nothing is refused, with what it did instead', async () => {
  const { report, seen } = await checked({ rules }, async () => ({ code: 7 }))
  await expect(report).rejects.toThrow(/^The command ended with code 7 after .* It printed nothing\.$/)
  expect(seen.argv).toHaveLength(3)
})

test('when the bench is stopped nothing goes on', async () => {
  const stop = new AbortController()
  const { report } = await checked({ rules, signal: stop.signal }, async () => {
    stop.abort(new Error('interrupted'))
    return undefined
  })
  await expect(report).rejects.toThrow('interrupted')
})
