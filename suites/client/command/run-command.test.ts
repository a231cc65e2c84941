import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { childrenThat, type Env, type Program } from '../testing/children-in-process.ts'
import type { Output } from './child.ts'
import { type CommandJob, runCommand } from './run-command.ts'
import { preloadSpeed, realSpeed } from './speed.ts'

const directory = mkdtempSync(join(tmpdir(), 'run-command-'))
afterAll(() => rmSync(directory, { recursive: true }))

const url = ({ AIONVISION_BASE_URL, AION_PATH }: Env) => `${AIONVISION_BASE_URL}${AION_PATH}`

const print = (output: Output, text: string) => Object.assign(output, { stdout: text, spokeMs: performance.now() })

/** Fetches once and ends with what came of it. */
const plain: Program = async (env, output) => {
  const { ok: isOk, status } = await fetch(url(env), { method: env.AION_METHOD ?? 'GET' })
  print(output, `${JSON.stringify({ ok: isOk, status })}\n`)
  return { code: isOk ? 0 : 1 }
}

const base: Scenario = { request: 'listFiles', script: [{ status: 500 }, ok] }

async function runOf(scenario: Scenario, program = plain, fields: Partial<CommandJob> = {}) {
  const { children, seen } = childrenThat(program)
  const events: string[] = []
  const run = await runCommand({
    argv: ['client', '-X{method}', '{url}'],
    children,
    scenario,
    index: 0,
    speed: realSpeed,
    patienceMs: 5_000,
    directory,
    trust: { TRUST: 'yes' },
    onStarted: () => void events.push('started'),
    ...fields,
  })
  return { ...seen, run, events }
}

test('a command is told what it needs, and what came of its call stands in the run', async () => {
  const { argv, env, run, events, ends } = await runOf(base)
  expect(argv).toEqual([['client', '-XGET', url(env)]])
  expect(url(env)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v2\/user-files\?limit=20$/)
  expect(env).toMatchObject({
    AIONVISION_API_KEY: 'aion_test_retry_bench_0000000000',
    AION_OPERATION: 'listFiles',
    AION_METHOD: 'GET',
    AION_TIMEOUT_MS: '10000',
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(directory, 'compiled'),
  })
  for (const name of ['AION_BODY_FILE', 'AION_CONTENT_TYPE', 'AION_DEADLINE_MS', 'AION_WARP', 'TRUST'])
    expect(env[name]).toBeUndefined()
  expect(env.TZ).toBe(process.env.TZ)
  expect(run).toEqual({
    attempts: [expect.objectContaining({ status: 500, step: 0 })],
    outcome: expect.objectContaining({ ok: false, status: 500, isBlind: false }),
    startedMs: expect.any(Number),
    settledMs: (run.startedMs ?? 0) + run.watchedMs,
    watchedMs: expect.any(Number),
    exitCode: 1,
    isLingering: false,
    keptMs: 0,
    output: '{"ok":false,"status":500}\n',
  })
  expect(events).not.toEqual([])
  expect(ends).toBe(1)
})

test('whatever else a scenario says is told, too', async () => {
  const { env } = await runOf(
    {
      ...base,
      request: 'createFolder',
      timeoutMs: 700,
      deadlineMs: 2_000,
      maxAttempts: 3,
      body: 'form',
      timeZone: 'Asia/Tokyo',
    },
    plain,
    { index: 4 },
  )
  expect(env).toMatchObject({
    AION_OPERATION: 'createFolder',
    AION_METHOD: 'POST',
    AION_TIMEOUT_MS: '700',
    AION_DEADLINE_MS: '2000',
    AION_MAX_ATTEMPTS: '3',
    AION_CONTENT_TYPE: 'multipart/form-data; boundary=aion-bench-boundary',
    TZ: 'Asia/Tokyo',
  })
  const { port } = new URL(url(env))
  expect(env.AION_BODY_FILE).toBe(join(directory, `body-${port}`))
  expect(readFileSync(env.AION_BODY_FILE ?? '', 'utf8')).toContain('{"name":"Bench 5"}')
})

test('on a clock that runs faster the usual timeout is as long in real time, and times are those of that clock', async () => {
  const slow: Program = async (env, output) => {
    await fetch(url(env))
    await sleep(50)
    return plain(env, output)
  }
  const { env, run } = await runOf({ ...base, watchAfterMs: 0 }, slow, { speed: preloadSpeed(20) })
  expect(env).toMatchObject({ AION_TIMEOUT_MS: '200000', AION_WARP: '20' })
  expect(Number(env.AION_WARP_FROM)).toBeGreaterThan(Date.now() - 60_000)
  const [first, second] = run.attempts
  const waitMs = (second?.times.headMs ?? 0) - (first?.times.responseEndMs ?? 0)
  expect(waitMs).toBeGreaterThanOrEqual(20 * 45)
  expect(run.settledMs).toBeGreaterThanOrEqual(second?.times.headMs ?? Number.POSITIVE_INFINITY)
  expect(run.startedMs).toBeLessThan(first?.times.headMs ?? 0)
})

test('what is to trust is told where scripts are served over TLS', async () => {
  const { env } = await runOf({ ...base, script: [{ transport: 'h2-refused-stream' }, ok] }, async () => ({ code: 1 }))
  expect(env.TRUST).toBe('yes')
  expect(url(env)).toMatch(/^https:/)
})

test('a command that says how it went is done then, whatever it takes to leave; of another nobody knows before', async () => {
  const moments = { fromMs: 0, saidMs: 0 }
  const leaving =
    (isBlind: boolean): Program =>
    async (env, output) => {
      moments.fromMs = performance.now()
      const end = await plain(env, output)
      if (isBlind) Object.assign(output, { stdout: 'done' })
      moments.saidMs = performance.now()
      await sleep(400)
      return end
    }
  const said = await runOf(base, leaving(false))
  expect(said.run.watchedMs).toBeLessThan(moments.saidMs - moments.fromMs + 300)
  const quiet = await runOf(base, leaving(true))
  expect(quiet.run.watchedMs).toBeGreaterThan(moments.saidMs - moments.fromMs + 300)
  expect(quiet.run.outcome).toMatchObject({ ok: false, isBlind: true, name: 'exit code 1' })
})

test('one that has said how it went and does not leave is ended after a while', async () => {
  const moments = { fromMs: 0, saidMs: 0 }
  const lingering: Program = async (env, output) => {
    moments.fromMs = performance.now()
    await plain(env, output)
    moments.saidMs = performance.now()
    return undefined
  }
  const { run } = await runOf(base, lingering)
  expect(performance.now() - moments.saidMs).toBeGreaterThanOrEqual(1_500)
  expect(run).toMatchObject({ isLingering: true, exitCode: null, outcome: { ok: false, status: 500 } })
  expect(run.watchedMs).toBeLessThan(moments.saidMs - moments.fromMs + 1_000)
})

test('one that says nothing is ended when it was watched for long enough', async () => {
  const hanging: Program = async (env, output) => {
    await fetch(url(env))
    output.stderr = 'waiting'
    return undefined
  }
  const { run } = await runOf(base, hanging, { patienceMs: 30 })
  expect(run).toMatchObject({ outcome: null, settledMs: null, exitCode: null, isLingering: false, output: 'waiting' })
  expect(run.attempts).toHaveLength(1)
  expect(run.watchedMs).toBeGreaterThanOrEqual(30)
})

test('one that cannot start has no outcome, and says why', async () => {
  const startError = Object.assign(new Error('no'), { code: 'ENOENT' })
  const { run, events } = await runOf(base, async () => ({ startError }))
  expect(run).toMatchObject({ attempts: [], outcome: null, exitCode: null, startError })
  expect(events).toEqual(['started'])
})

test.each([
  ['a tenth of a second', {}, realSpeed, 100],
  ['as long as the scenario says', { watchAfterMs: 250 }, realSpeed, 250],
  ['six seconds of a clock that runs faster', {}, preloadSpeed(20), 300],
  ['as long as the scenario says on such a clock', { watchAfterMs: 4_000 }, preloadSpeed(20), 200],
  ['never for less than that tenth', { watchAfterMs: 250 }, preloadSpeed(20), 100],
])('late requests are looked for %s', async (_, rest, speed, quietMs) => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  const ended: number[] = []
  await runOf(
    { ...base, ...rest },
    async () => {
      ended.push(timers.mock.calls.length)
      return { code: 0 }
    },
    { speed },
  )
  const after = timers.mock.calls.slice(ended[0]).map(([, ms]) => ms)
  timers.mockRestore()
  // Beside it there is the one of the watch, which begins before the command has ended.
  expect(after.filter((ms) => ms !== 15_000)).toEqual([quietMs])
})

test('what comes late is an attempt, too', async () => {
  const late: Program = async (env) => {
    void fetch(url(env)).catch(() => {})
    return { code: 0 }
  }
  const { run } = await runOf({ ...base, watchAfterMs: 300 }, late)
  expect(run.attempts).toHaveLength(1)
})

test('when the bench is stopped the command is ended, and the reason is thrown', async () => {
  const stop = new AbortController()
  const reason = new Error('interrupted')
  const { children, seen } = childrenThat(async () => {
    stop.abort(reason)
    return undefined
  })
  const job = {
    argv: ['client'],
    children,
    scenario: base,
    index: 0,
    speed: realSpeed,
    patienceMs: 60_000,
    directory,
    trust: {},
  }
  await expect(runCommand({ ...job, signal: stop.signal })).rejects.toBe(reason)
  expect(seen.ends).toBeGreaterThan(0)
  await expect(runCommand({ ...job, signal: stop.signal })).rejects.toBe(reason)
  expect(seen.argv).toHaveLength(1)
})
