import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { queueWork } from './queue-work.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'
import { doneAt, isOver, shareDone, stateOf } from './work.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)

const create = (name = 'ann') => createTenant(name, createManualTime(nowMs), createSharedBudgets())

describe('work', () => {
  const work = { queuedMs: 0, startMs: 500, endMs: 2_500, failure: null }

  test.each([
    [499, 'pending', 0],
    [500, 'processing', 0],
    [1_500, 'processing', 0.5],
    [2_499, 'processing', 0.9995],
    [2_500, 'completed', 1],
  ])('at %d ms is %s, done to %d', (atMs, state, share) => {
    expect([stateOf(work, atMs), shareDone(work, atMs), isOver(work, atMs)]).toEqual([state, share, atMs >= 2_500])
  })

  test('that fails has failed at its end', () => {
    const failing = { ...work, failure: { code: 'TIMEOUT', message: 'late' } } as const
    expect([stateOf(failing, 2_499), stateOf(failing, 2_500)]).toEqual(['processing', 'failed'])
    expect(doneAt(7)).toEqual({ queuedMs: 7, startMs: 7, endMs: 7, failure: null })
    expect(shareDone(doneAt(7), 7)).toBe(1)
  })

  test('takes half a second to begin and two to end, ten times as long where the provider is slow', () => {
    const tenant = create()
    expect(queueWork(tenant, 1_000)).toEqual({ queuedMs: 1_000, startMs: 1_500, endMs: 3_500, failure: null })
    expect(queueWork(tenant, 0, { waitMs: 1, durationMs: 2 })).toEqual({
      queuedMs: 0,
      startMs: 1,
      endMs: 3,
      failure: null,
    })
    tenant.provider = 'slow'
    expect(queueWork(tenant, 0)).toMatchObject({ startMs: 500, endMs: 20_500, failure: null })
    tenant.provider = 'down'
    expect(queueWork(tenant, 0)).toMatchObject({
      endMs: 2_500,
      failure: { code: 'VLM_PROVIDER_ERROR', message: 'The AI provider does not answer' },
    })
    expect(tenant.worksQueued).toBe(4)
  })

  test('fails as often as is asked for, exactly', () => {
    const tenant = create()
    tenant.failureShare = 0.25
    const fates = Array.from({ length: 8 }, () => queueWork(tenant, 0).failure)
    expect(fates.map((failure) => failure !== null)).toEqual([false, false, false, true, false, false, false, true])
    expect(fates[3]).toEqual({ code: 'IMAGE_PROCESSING_ERROR', message: 'The file could not be processed' })
  })
})
