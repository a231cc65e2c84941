import { expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { createCore } from './core.ts'
import { systemTime, type TimeSource } from './time.ts'

/** A time that does not wait but writes down how long it was asked to. */
function recordingTime(waits: number[]): TimeSource {
  return { ...systemTime(), sleep: async (ms) => void waits.push(ms) }
}

async function waitsOf(seed: number, latency: string, delay = 7): Promise<readonly number[]> {
  const waits: number[] = []
  const core = createCore({ platform: nodePlatform, time: recordingTime(waits), files: 0, seed, latency })
  core.faults.next('HTTP_500', { delay })
  for (const target of ['/api/v2/user-files', '/api/v2/nowhere', '/api/v2/user-files'])
    await core.handle(
      plainRequest({ method: 'GET', target, headers: { authorization: 'Bearer aion_test_every_answer_late' } }),
    )
  return waits
}

test('every answer takes it, errors too, and the delay of a fault comes on top', async () => {
  expect(await waitsOf(1, '200')).toEqual([7, 200, 200, 200])
  expect(await waitsOf(1, '200', 1)).toEqual([1, 200, 200, 200])
})

test('equal seeds wait alike, others otherwise', async () => {
  const first = await waitsOf(1, 'lognormal(200, 0.5)')
  expect(first).toHaveLength(4)
  expect(await waitsOf(1, 'lognormal(200, 0.5)')).toEqual(first)
  expect(await waitsOf(2, 'lognormal(200, 0.5)')).not.toEqual(first)
  for (const ms of (await waitsOf(1, '100..300')).slice(1)) {
    expect(ms).toBeGreaterThanOrEqual(100)
    expect(ms).toBeLessThanOrEqual(300)
  }
})
