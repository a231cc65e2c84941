import { expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'
import { cycleEndMs, descriptionsLeft, takeDescriptions, takeStorage, takeUploads } from './usage.ts'

function createWorld(limits: Readonly<Record<string, number>>) {
  const time = createManualTime()
  const tenant = createTenant('a', time, createSharedBudgets())
  tenant.limitOverrides = limits
  return { time, tenant }
}

test.each([
  ['2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z'],
  ['2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
])('the billing cycle of %s ends at %s', (moment, end) => {
  expect(cycleEndMs(Date.parse(moment))).toBe(Date.parse(end))
})

test('descriptions are taken all or none, and come back with the next cycle', () => {
  const { time, tenant } = createWorld({ descriptionsPerMonth: 3 })
  expect(takeDescriptions(tenant, 2, time.now())).toBeUndefined()
  expect(takeDescriptions(tenant, 2, time.now())).toMatchObject({
    error: 'USAGE_LIMIT_EXCEEDED',
    retryAfterMs: cycleEndMs(time.now()) - time.now(),
  })
  expect(descriptionsLeft(tenant, time.now())).toBe(1)
  expect(descriptionsLeft(tenant, cycleEndMs(time.now()))).toBe(3)
})

test('storage is taken to its last byte and not beyond', () => {
  const { tenant } = createWorld({ storageBytes: 10 })
  expect(takeStorage(tenant, 10)).toBeUndefined()
  expect(takeStorage(tenant, 1)).toMatchObject({ error: 'STORAGE_QUOTA_EXCEEDED', details: { available_bytes: 0 } })
  expect(tenant.usage.storageBytes).toBe(10)
})

test('places for uploads are taken together or not at all', () => {
  const { tenant } = createWorld({ concurrentUploads: 3 })
  expect(takeUploads(tenant, 2)).toBeUndefined()
  expect(takeUploads(tenant, 2)).toMatchObject({ error: 'CONCURRENT_UPLOAD_LIMIT_EXCEEDED' })
  expect(takeUploads(tenant, 1)).toBeUndefined()
})

test('the limits are those of the plan where nothing else is said', () => {
  const { tenant } = createWorld({ storageBytes: 10 })
  tenant.plan = 'starter'
  expect(tenant.limits).toMatchObject({ storageBytes: 10, requestsPerMinute: 30 })
})
