import type { Tenant } from './tenant.ts'
import { cycleEndMs } from './usage.ts'

export type SubscriptionState = 'active' | 'past_due' | 'canceled'

/** How the subscription stands: a cancelled one lasts until the end of its billing cycle. */
export function subscriptionOf({ subscription, account }: Tenant, nowMs: number): SubscriptionState {
  if (account.subscriptionEndsMs !== null && nowMs >= account.subscriptionEndsMs) return 'canceled'
  return subscription
}

/** Whether nothing but paying is possible (402). */
export const isUnpaid = (tenant: Tenant, nowMs: number): boolean => subscriptionOf(tenant, nowMs) !== 'active'

/** Makes the subscription good again, whatever was wrong with it. */
export function settleSubscription(tenant: Tenant): void {
  tenant.subscription = 'active'
  tenant.account.subscriptionEndsMs = null
}

export function cancelSubscription({ account }: Tenant, nowMs: number): void {
  account.subscriptionEndsMs = cycleEndMs(nowMs)
}
