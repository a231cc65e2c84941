import type { TenantPatch } from '../generated/fault-types.ts'
import type { LimitOverrides } from './limits.ts'
import { momentMs } from './moment-schema.ts'
import { settleSubscription } from './subscription.ts'
import type { Tenant } from './tenant.ts'
import { rollCycle } from './usage.ts'

export type { TenantPatch } from '../generated/fault-types.ts'

/** The overrides as they are after a change: null takes the plan's limit again. */
function changedLimits(now: LimitOverrides, limits: NonNullable<TenantPatch['limits']>): LimitOverrides {
  return Object.fromEntries(Object.entries({ ...now, ...limits }).filter(([, limit]) => limit !== null))
}

/** Applies a checked change in one step. */
export function applyTenantPatch(
  tenant: Tenant,
  { plan, subscription, usage, limits, provider, failureShare, stream, clock }: TenantPatch,
): void {
  // The clock first: a usage that is given with it is that of the month then.
  if (clock !== undefined) {
    const { advanceMs, set, skewSeconds } = clock
    if (advanceMs !== undefined) tenant.clock.advance(advanceMs)
    if (set !== undefined) tenant.clock.set(momentMs(set))
    if (skewSeconds !== undefined) tenant.clock.skewSeconds = skewSeconds
    rollCycle(tenant, tenant.clock.now())
  }
  if (plan !== undefined) tenant.plan = plan
  if (subscription === 'active') settleSubscription(tenant)
  else if (subscription !== undefined) tenant.subscription = subscription
  if (usage !== undefined) Object.assign(tenant.usage, usage)
  if (limits !== undefined) tenant.limitOverrides = changedLimits(tenant.limitOverrides, limits)
  if (provider !== undefined) tenant.provider = provider
  if (failureShare !== undefined) tenant.failureShare = failureShare
  if (stream !== undefined) tenant.stream = stream
}
