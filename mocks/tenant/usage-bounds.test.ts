import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'
import {
  cycleEndMs,
  cycleStartMs,
  descriptionsLeft,
  releaseStorage,
  releaseUploads,
  rollCycle,
  takeDescriptions,
  takeStorage,
  takeUploads,
} from './usage.ts'

const nowMs = Date.UTC(2026, 11, 15, 12)

function create(limits: object) {
  const tenant = createTenant('ann', createManualTime(nowMs), createSharedBudgets())
  tenant.limitOverrides = limits
  return tenant
}

test('a billing cycle is a month, also at the end of a year', () => {
  expect([cycleStartMs(nowMs), cycleEndMs(nowMs), cycleEndMs(Date.UTC(2027, 0, 1))]).toEqual([
    Date.UTC(2026, 11, 1),
    Date.UTC(2027, 0, 1),
    Date.UTC(2027, 1, 1),
  ])
  const tenant = create({})
  tenant.usage.descriptions = 5
  rollCycle(tenant, nowMs)
  expect(tenant.usage.descriptions).toBe(5)
  rollCycle(tenant, Date.UTC(2027, 0, 1))
  expect([tenant.usage.descriptions, tenant.cycleEndMs]).toEqual([0, Date.UTC(2027, 1, 1)])
})

describe('descriptions', () => {
  test('are taken from the plan, then from the credits that were bought', () => {
    const tenant = create({ descriptionsPerMonth: 5 })
    tenant.account.prepaidCredits = 4
    expect(descriptionsLeft(tenant, nowMs)).toBe(9)
    expect(takeDescriptions(tenant, 3, nowMs)).toBeUndefined()
    expect([tenant.usage.descriptions, tenant.account.prepaidCredits]).toEqual([3, 4])
    expect(takeDescriptions(tenant, 4, nowMs + 1)).toBeUndefined()
    expect([tenant.usage.descriptions, tenant.account.prepaidCredits, descriptionsLeft(tenant, nowMs)]).toEqual([
      7, 2, 2,
    ])
    expect([...tenant.account.creditsByDay]).toEqual([[Date.UTC(2026, 11, 15), 7]])
    expect(takeDescriptions(tenant, 2, nowMs + 86_400_000)).toBeUndefined()
    expect([...tenant.account.creditsByDay]).toEqual([
      [Date.UTC(2026, 11, 15), 7],
      [Date.UTC(2026, 11, 16), 2],
    ])
  })

  test('beyond what is left are refused, and none is taken', () => {
    const tenant = create({ descriptionsPerMonth: 5 })
    expect(takeDescriptions(tenant, 6, nowMs)).toEqual({
      error: 'USAGE_LIMIT_EXCEEDED',
      message: '6 AI descriptions asked for, 5 of 5 left this month',
      details: { requested: 6, available: 5, monthly_limit: 5 },
      retryAfterMs: Date.UTC(2027, 0, 1) - nowMs,
    })
    expect([tenant.usage.descriptions, takeDescriptions(tenant, 5, nowMs)]).toEqual([0, undefined])
  })

  test('are never less than none', () => {
    const tenant = create({ descriptionsPerMonth: 5 })
    tenant.usage.descriptions = 9
    expect(descriptionsLeft(tenant, nowMs)).toBe(0)
  })
})

test('storage is taken to the last byte and given back', () => {
  const tenant = create({ storageBytes: 10 })
  expect([takeStorage(tenant, 10), takeStorage(tenant, 1)]).toEqual([
    undefined,
    {
      error: 'STORAGE_QUOTA_EXCEEDED',
      message: 'The upload needs 1 bytes; 0 of 10 are free',
      details: { required_bytes: 1, available_bytes: 0, limit_bytes: 10 },
    },
  ])
  releaseStorage(tenant, 4)
  expect(tenant.usage.storageBytes).toBe(6)
  releaseStorage(tenant, 7)
  expect(tenant.usage.storageBytes).toBe(0)
  tenant.usage.storageBytes = 15
  expect(takeStorage(tenant, 1)).toMatchObject({
    details: { available_bytes: 0 },
    message: 'The upload needs 1 bytes; 0 of 10 are free',
  })
})

test('uploads are as many at once as the plan allows', () => {
  const tenant = create({ concurrentUploads: 3 })
  expect([takeUploads(tenant), takeUploads(tenant, 2)]).toEqual([undefined, undefined])
  expect(takeUploads(tenant)).toEqual({
    error: 'CONCURRENT_UPLOAD_LIMIT_EXCEEDED',
    message: '3 uploads are under way; the plan allows 3 at once',
    details: { active: 3, limit: 3 },
  })
  releaseUploads(tenant)
  expect(tenant.usage.activeUploads).toBe(2)
  releaseUploads(tenant, 5)
  expect(tenant.usage.activeUploads).toBe(0)
})
