import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { cancelSubscription } from './subscription.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'
import { applyTenantPatch } from './tenant-patch.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)

const create = (name = 'ann') => createTenant(name, createManualTime(nowMs), createSharedBudgets())

describe('a patch', () => {
  test('changes what it names, and nothing else', () => {
    const tenant = create()
    const now = () => ({
      plan: tenant.plan,
      subscription: tenant.subscription,
      provider: tenant.provider,
      failureShare: tenant.failureShare,
      usage: { ...tenant.usage },
      limits: { ...tenant.limitOverrides },
      stream: tenant.stream,
      offset: tenant.clock.offsetMs,
      skew: tenant.clock.skewSeconds,
    })
    const before = now()
    applyTenantPatch(tenant, {})
    expect(now()).toEqual(before)
    applyTenantPatch(tenant, {
      ...{
        plan: 'starter',
        subscription: 'past_due',
        usage: { descriptions: 7 },
        limits: { requestsPerMinute: 2, storageBytes: 5 },
      },
      ...{
        provider: 'slow',
        failureShare: 0.5,
        stream: { tokensPerSecond: 3 },
        clock: { advanceMs: 1_000, skewSeconds: 4 },
      },
    })
    expect(now()).toEqual({
      ...{
        plan: 'starter',
        subscription: 'past_due',
        usage: { ...before.usage, descriptions: 7 },
        limits: { requestsPerMinute: 2, storageBytes: 5 },
      },
      ...{ provider: 'slow', failureShare: 0.5, stream: { tokensPerSecond: 3 }, offset: 1_000, skew: 4 },
    })
    applyTenantPatch(tenant, { limits: { requestsPerMinute: null }, clock: { set: '2026-01-15T12:00:00Z' } })
    expect([now().limits, tenant.clock.offsetMs]).toEqual([{ storageBytes: 5 }, 0])
  })

  test('of the clock comes first: the usage with it is that of the month then', () => {
    const tenant = create()
    applyTenantPatch(tenant, { clock: { set: '2026-03-15T00:00:00Z' }, usage: { descriptions: 9 } })
    expect([tenant.usage.descriptions, tenant.cycleEndMs]).toEqual([9, Date.UTC(2026, 3, 1)])
    applyTenantPatch(tenant, { clock: { set: '2026-04-15T00:00:00Z' } })
    expect(tenant.usage.descriptions).toBe(0)
  })

  test('that makes the subscription active ends a cancellation', () => {
    const tenant = create()
    cancelSubscription(tenant, nowMs)
    applyTenantPatch(tenant, { subscription: 'active' })
    expect(tenant.account.subscriptionEndsMs).toBeNull()
  })
})
