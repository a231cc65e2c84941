import { type PlanName, plans } from '../../../contracts/limits.ts'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { cancelSubscription, settleSubscription, subscriptionOf } from '../../tenant/subscription.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { cycleEndMs, cycleStartMs } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { creditsOf } from '../usage-analytics/credits.ts'
import { refuseBilling } from './billed-tenant.ts'

export const getSubscription: Handler<'getSubscription'> = (call) => {
  const { tenant, query, nowMs } = call
  const refusal = refuseBilling(call, query.tenant_id)
  if (refusal) return refusal
  const { account } = tenant
  const status = subscriptionOf(tenant, nowMs)
  return {
    body: {
      status,
      current_period_start: iso(cycleStartMs(nowMs)),
      current_period_end: iso(cycleEndMs(nowMs)),
      cancel_at_period_end: account.subscriptionEndsMs !== null && status !== 'canceled',
      trial_end: null,
      plan_name: tenant.plan,
      tenant_id: account.id,
      deprecation_warning: null,
      has_billing_history: account.purchases.length > 0 || tenant.checkouts.all().some(({ paidMs }) => paidMs !== null),
    },
  }
}

const planNames = Object.keys(plans) as readonly PlanName[] // keys of a literal object, from the smallest up

/** Changes the plan at once, up or down. */
function changePlan(
  tenant: Tenant,
  action: 'upgrade' | 'downgrade',
  next: string | null | undefined,
): Refusal | undefined {
  const plan = planNames.find((name) => name === next)
  if (!plan) return invalid('new_plan', `Is required for ${action}`, 400)
  const step = planNames.indexOf(plan) - planNames.indexOf(tenant.plan)
  if (action === 'upgrade' ? step <= 0 : step >= 0)
    return invalid('new_plan', `Must be ${action === 'upgrade' ? 'above' : 'below'} ${tenant.plan}`, 400)
  tenant.plan = plan
  return undefined
}

const conflict = (message: string) => refuse('HTTP_409', { message })

function change(tenant: Tenant, action: string, next: string | null | undefined, nowMs: number): Refusal | undefined {
  const status = subscriptionOf(tenant, nowMs)
  const isCancelled = tenant.account.subscriptionEndsMs !== null
  if (status !== 'active') return conflict(`The subscription is ${status}: it is paid at a checkout`)
  if (action === 'resume') {
    if (!isCancelled) return conflict('The subscription is not cancelled')
    settleSubscription(tenant)
    return undefined
  }
  if (action !== 'cancel') return changePlan(tenant, action as 'upgrade' | 'downgrade', next) // its pattern allows no other
  if (isCancelled) return conflict('The subscription is cancelled already')
  cancelSubscription(tenant, nowMs)
  return undefined
}

export const updateSubscription: Handler<'updateSubscription'> = (call) => {
  const { tenant, body, nowMs } = call
  const refusal = refuseBilling(call, body.tenant_id) ?? change(tenant, body.action, body.new_plan, nowMs)
  if (refusal) return refusal
  const { id } = tenant.account
  return { body: { success: true, message: `Done: ${body.action}`, subscription_id: `sub_${id}`, tenant_id: id } }
}

export const getCreditBalance: Handler<'getCreditBalance'> = (call) => {
  const { tenant, query, nowMs } = call
  const refusal = refuseBilling(call, query.tenant_id)
  if (refusal) return refusal
  const { prepaidCredits, purchases } = tenant.account
  const { remaining } = creditsOf(tenant, nowMs)
  return {
    body: {
      prepaid_balance: prepaidCredits,
      included_remaining: remaining,
      total_available: prepaidCredits + remaining,
      recent_purchases: purchases
        .slice(-10)
        .toReversed()
        .map(({ pack, credits, atMs }) => ({ pack_type: pack, credits, purchased_at: iso(atMs) })),
    },
  }
}
