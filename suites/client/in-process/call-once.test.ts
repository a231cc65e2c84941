import { expect, test } from 'vitest'
import { sampleRequest } from '../requests.ts'
import { assignmentOf, callOnce } from './call-once.ts'
import type { CallState } from './read-runs.ts'

const { signal } = new AbortController()

test('a call is given what its scenario says, and ten seconds where it says no timeout', () => {
  const request = sampleRequest('listFiles')
  const place = { baseUrl: 'http://127.0.0.1:1/api/v2', signal, index: 0 }
  const plain = assignmentOf({ request: 'listFiles', script: [] }, request, place)
  expect(plain).toEqual({
    baseUrl: place.baseUrl,
    apiKey: expect.stringMatching(/^aion_test_/),
    operation: 'listFiles',
    method: 'GET',
    path: request.path,
    signal,
    timeoutMs: 10_000,
  })
  const told = { timeoutMs: 700, deadlineMs: 2_000, maxAttempts: 3 }
  expect(assignmentOf({ request: 'listFiles', script: [], ...told }, request, place)).toEqual({ ...plain, ...told })
})

test('its body is of the kind that the scenario wants, and JSON by itself', () => {
  const request = sampleRequest('createFolder')
  const of = (body: 'bytes' | undefined, index: number) =>
    assignmentOf({ request: 'createFolder', script: [], ...(body && { body }) }, request, {
      baseUrl: '',
      signal,
      index,
    })
  expect(of(undefined, 2)).toMatchObject({ body: JSON.stringify(request.body?.(2)), contentType: 'application/json' })
  expect(of('bytes', 0)).toMatchObject({ body: expect.any(Uint8Array), contentType: 'application/octet-stream' })
})

/** The state of a call that meets two attempts and 50 ms, before and after it. */
async function stateOf(result: () => unknown): Promise<readonly [CallState, CallState]> {
  const attempts: never[] = []
  attempts.length = 3
  let nowMs = 100
  const states: CallState[] = []
  const call = () => {
    attempts.length = 5
    nowMs = 150
    return result()
  }
  const done = callOnce(call, { attempts }, { monotonic: () => nowMs }, (state) => states.push(state))
  const before = { ...(states[0] as CallState) } // it is told at once
  await done
  return [before, states[0] as CallState] // the same one
}

test('its state tells from and until which attempt and moment it went, and how it ended', async () => {
  const [before, after] = await stateOf(() => Promise.resolve({ ok: 'data' }))
  expect(before).toEqual({ outcome: null, startedMs: 100, settledMs: null, from: 3, until: null })
  expect(after).toMatchObject({ outcome: { ok: true }, startedMs: 100, settledMs: 150, from: 3, until: 5 })
})

test('a client that throws at once is treated as one that rejects', async () => {
  const thrown = Object.assign(new Error('no'), { status: 429 })
  const [[, threw], [, rejected]] = await Promise.all([
    stateOf(() => {
      throw thrown
    }),
    stateOf(() => Promise.reject(thrown)),
  ])
  expect(threw.outcome).toMatchObject({ ok: false, status: 429, message: 'no' })
  expect(rejected.outcome).toMatchObject({ ok: false, status: 429, message: 'no' })
})
