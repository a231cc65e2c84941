import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { cancelSubscription, isUnpaid, settleSubscription, subscriptionOf } from './subscription.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'

const nowMs = Date.UTC(2026, 0, 15, 12)

const create = (name = 'ann') => createTenant(name, createManualTime(nowMs), createSharedBudgets())

describe('a subscription', () => {
  test('that is cancelled lasts to the end of its month', () => {
    const tenant = create()
    expect([subscriptionOf(tenant, nowMs), isUnpaid(tenant, nowMs)]).toEqual(['active', false])
    cancelSubscription(tenant, nowMs)
    const endMs = Date.UTC(2026, 1, 1)
    expect([subscriptionOf(tenant, endMs - 1), subscriptionOf(tenant, endMs), isUnpaid(tenant, endMs)]).toEqual([
      'active',
      'canceled',
      true,
    ])
    tenant.subscription = 'past_due'
    expect([subscriptionOf(tenant, nowMs), isUnpaid(tenant, nowMs)]).toEqual(['past_due', true])
    settleSubscription(tenant)
    expect([tenant.subscription, tenant.account.subscriptionEndsMs]).toEqual(['active', null])
  })
})
