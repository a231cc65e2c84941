import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { clientTime } from '../command/client-time.ts'
import { createSlots } from '../command/slots.ts'
import { realSpeed } from '../command/speed.ts'
import { watchWaits } from '../noise/waits.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import type { Driver } from './driver.ts'
import { type DriverAnswer, type DriverCall, readAnswer } from './protocol.ts'
import { type DrivenJob, runDriven } from './run-driven.ts'

const directory = mkdtempSync(join(tmpdir(), 'run-driven-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** A driver in this process: it makes each call with one fetch, unless a test says what it does. */
function driverThat(answers: (call: DriverCall, id: number) => Promise<DriverAnswer>) {
  const seen = { calls: [] as DriverCall[], cancelled: [] as number[], givenUp: [] as number[] }
  const driver: Driver = {
    clientTime: clientTime(Date.now(), 1),
    speed: realSpeed,
    waits: watchWaits(() => new Map()),
    takes: () => true,
    call(call) {
      seen.calls.push(call)
      const id = seen.calls.length
      return { id, answer: answers(call, id) }
    },
    cancel: (id) => void seen.cancelled.push(id),
    giveUp: async (id) => void seen.givenUp.push(id),
    lastWords: () => '',
    end: async () => {},
  }
  return { driver, seen }
}

/** As a line of a driver says it. */
function answered(id: number, outcome: object): DriverAnswer {
  const answer = readAnswer(JSON.stringify({ id, outcome }))
  if ('id' in answer) return answer
  throw new Error('That is no answer')
}

const fetched = async ({ baseUrl, path, method }: DriverCall, id: number): Promise<DriverAnswer> => {
  const { status, ok: isOk } = await fetch(baseUrl + path, { method })
  return answered(id, { ok: isOk, status })
}

const base: Scenario = { request: 'listFiles', script: [{ status: 500 }, ok], watchAfterMs: 0 }

async function runOf(scenario: Scenario, answers = fetched, fields: Partial<DrivenJob> = {}) {
  const { driver, seen } = driverThat(answers)
  const events: string[] = []
  const run = await runDriven({
    scenario,
    driver,
    patience: { patienceMs: 5_000, startMs: 0 },
    directory,
    enter: async () => {
      events.push('enter')
      return () => void events.push('leave')
    },
    begin: async () => () => {},
    onBegin: () => void events.push('begin'),
    ...fields,
  })
  return { ...seen, run, events }
}

test('a call is told what it needs, and what came of it stands in the run', async () => {
  const { calls, run, events } = await runOf(base)
  expect(calls).toEqual([
    {
      operation: 'listFiles',
      method: 'GET',
      path: '/user-files?limit=20',
      baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/v2$/),
      apiKey: 'aion_test_retry_bench_0000000000',
      headers: { Authorization: 'Bearer aion_test_retry_bench_0000000000' },
      timeoutMs: 10_000,
      client: 'fresh',
    },
  ])
  expect(run).toMatchObject({ scenario: base, clock: realSpeed.clock })
  const [call] = run.calls
  expect(call).toMatchObject({
    attempts: [{ status: 500, step: 0 }],
    outcome: { ok: false, status: 500, name: 'its outcome' },
  })
  expect(call?.settledMs).toBe((call?.startedMs ?? 0) + (call?.watchedMs ?? 0))
  expect(call).not.toHaveProperty('cancelledMs')
  expect(call).not.toHaveProperty('asides')
  expect(events).toEqual(['enter', 'begin', 'leave'])
})

test('whatever else a scenario says is told, too', async () => {
  const told = { timeoutMs: 700, deadlineMs: 2_000, maxAttempts: 3, body: 'stream' } as const
  const { calls, run } = await runOf({ ...base, request: 'createFolder', ...told, cancel: { from: 'start' } })
  const [call] = calls
  expect(run.calls[0]?.cancelledMs).toBe(run.calls[0]?.startedMs)
  expect(call).toMatchObject({
    operation: 'createFolder',
    method: 'POST',
    timeoutMs: 700,
    deadlineMs: 2_000,
    maxAttempts: 3,
    bodyAs: 'stream',
    cancelled: true,
    contentType: 'application/octet-stream',
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  expect(JSON.parse(readFileSync(call?.bodyFile ?? '', 'utf8'))).toEqual({ name: 'Bench 1' })
})

test('calls apart have a server each, in turn they share one and its steps', async () => {
  const apart = await runOf({ ...base, calls: 2 })
  expect(new Set(apart.calls.map(({ baseUrl }) => baseUrl)).size).toBe(2)
  expect(apart.run.calls.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[500], [500]])
  const inTurn = await runOf({ ...base, calls: 2, traffic: 'in-turn' })
  expect(new Set(inTurn.calls.map(({ baseUrl }) => baseUrl)).size).toBe(1)
  expect(inTurn.calls.map(({ client }) => client)).toEqual(['shared', 'shared'])
  expect(inTurn.run.calls.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[500], [200]])
  expect(inTurn.events).toEqual(['enter', 'begin', 'leave', 'enter', 'begin', 'leave'])
})

test('workers are one call, which has all that their server saw', async () => {
  const { run, calls } = await runOf({ ...base, calls: 2, traffic: 'workers', patienceMs: 1 })
  expect(run.calls).toHaveLength(1)
  expect(run.calls[0]?.attempts).toHaveLength(calls.length)
})

test('a call that the client cannot make says so, and one that is sent beside it is an aside', async () => {
  const { run } = await runOf(base, async ({ baseUrl }, id) => {
    await fetch(`${baseUrl}/health`)
    return { id, unsupported: true }
  })
  expect(run.calls[0]).toMatchObject({ attempts: [], outcome: { ok: false, isUnsupported: true } })
  expect(run.calls[0]?.asides).toMatchObject([{ method: 'GET', target: '/api/v2/health' }])
})

test('a call that takes too long is given up, and has no end', async () => {
  const { run, givenUp } = await runOf(base, () => new Promise(() => {}), { patience: { patienceMs: 1, startMs: 0 } })
  expect(givenUp).toEqual([1])
  expect(run.calls[0]).toMatchObject({ outcome: null, settledMs: null })
})

test('a driver that fails fails the run, and leaves its place', async () => {
  const events: string[] = []
  const enter = async () => () => void events.push('leave')
  await expect(runOf(base, () => Promise.reject(new Error('ended')), { enter })).rejects.toThrow('ended')
  expect(events).toEqual(['leave'])
})

test('what counts of a call that is late with its first request is how long it takes from then on', async () => {
  const late = async (call: DriverCall, id: number) => {
    await sleep(400)
    return fetched(call, id)
  }
  const patience = { patienceMs: 300, startMs: 60_000 }
  const { run, givenUp } = await runOf({ ...base, script: [ok] }, late, { patience })
  expect(givenUp).toEqual([])
  expect(run.calls[0]?.outcome).toMatchObject({ ok: true })

  const hanging = await runOf(
    { ...base, script: [ok] },
    async (call, id) => {
      await fetched(call, id)
      return new Promise(() => {})
    },
    { patience },
  )
  expect(hanging.givenUp).toEqual([1])
})

test('calls under way are cancelled so long after the first request, or its answer', async () => {
  for (const from of ['request', 'answer'] as const) {
    let over = () => {}
    const { driver, seen } = driverThat(async (call, id) => {
      void fetch(call.baseUrl + call.path).catch(() => {})
      await new Promise<void>((resolve) => {
        over = resolve
      })
      return answered(id, { ok: false, name: 'AbortError' })
    })
    const cancel = (id: number) => {
      driver.cancel(id)
      over()
    }
    const job = { scenario: { ...base, cancel: { from, afterMs: 1 } }, driver: { ...driver, cancel } }
    const run = await runDriven({
      ...job,
      patience: { patienceMs: 5_000, startMs: 0 },
      directory,
      enter: async () => () => {},
      begin: async () => () => {},
      onBegin: () => {},
    })
    expect(seen.cancelled).toEqual([1])
    expect(run.calls[0]?.cancelledMs).toBeGreaterThan(0)
    expect(run.calls[0]?.cancelledMs).toBeLessThanOrEqual(run.calls[0]?.settledMs ?? 0)
  }
})

test('of calls in turn the first so many are cancelled, each by itself', async () => {
  const over = new Map<number, () => void>()
  const { driver, seen } = driverThat(async (call, id) => {
    const { status } = await fetch(call.baseUrl + call.path)
    if (status === 429) await new Promise<void>((resolve) => over.set(id, resolve))
    return answered(id, status === 429 ? { ok: false, name: 'AbortError' } : { ok: true, status })
  })
  const cancel = (id: number) => {
    driver.cancel(id)
    over.get(id)?.()
  }
  const run = await runDriven({
    scenario: {
      ...base,
      script: [{ status: 429, times: 2 }, ok],
      traffic: 'in-turn',
      calls: 3,
      cancel: { from: 'answer', afterMs: 50, first: 2 },
    },
    driver: { ...driver, cancel },
    patience: { patienceMs: 5_000, startMs: 0 },
    directory,
    enter: async () => () => {},
    begin: async () => () => {},
    onBegin: () => {},
  })
  expect(seen.cancelled).toEqual([1, 2])
  expect(
    run.calls.map(({ attempts, cancelledMs, outcome }) => [attempts.length, cancelledMs !== undefined, outcome?.ok]),
  ).toEqual([
    [1, true, false],
    [1, true, false],
    [1, false, true],
  ])
})

test('a call begins when the request of the one before has come, or has not come for a while', async () => {
  const { enter } = createSlots(1)
  const { promise: third, resolve: thirdIsMade } = Promise.withResolvers<void>()
  const sent: number[] = []
  const { run } = await runOf(
    { ...base, script: [ok], calls: 3 },
    async (call, id) => {
      if (id === 3) thirdIsMade()
      if (id !== 2) await fetch(call.baseUrl + call.path)
      sent.push(id)
      await third
      return answered(id, { ok: true })
    },
    { begin: enter },
  )
  expect(sent.toSorted()).toEqual([1, 2, 3])
  const [first, second, last] = run.calls.map(({ startedMs }) => startedMs)
  expect((second ?? 0) - (first ?? 0)).toBeLessThan(250)
  expect((last ?? 0) - (second ?? 0)).toBeGreaterThan(240)
})

test('calls in turn leave the client a moment between them', async () => {
  const { run } = await runOf({ ...base, script: [ok], calls: 2, traffic: 'in-turn' })
  const [first, second] = run.calls
  expect((second?.startedMs ?? 0) - (first?.settledMs ?? 0)).toBeGreaterThan(95)
})
