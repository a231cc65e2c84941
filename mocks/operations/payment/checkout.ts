import type { PlanName } from '../../../contracts/limits.ts'
import { plans } from '../../../contracts/limits.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { CheckoutRecord } from '../../tenant/account-records.ts'
import { settleSubscription } from '../../tenant/subscription.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { openUrl } from '../open-url.ts'
import type { Context, Handler } from '../operation.ts'
import { refuseBilling } from './billed-tenant.ts'

const lifeMs = 86_400_000

/** Opens a checkout of the mock's own: nobody is charged. @returns the URL of its page */
async function openPage(context: Context, item: string): Promise<string> {
  const { tenant, platform, nowMs } = context
  const { id } = await tenant.checkouts.create({ id: platform.uuid(), item, expiresMs: nowMs + lifeMs, paidMs: null })
  return openUrl(context, `/checkout/${id}`)
}

export const createCheckout: Handler<'createCheckout'> = async (call) =>
  refuseBilling(call, call.body.tenant_id) ?? { body: { checkout_url: await openPage(call, call.body.plan) } }

export const buyCreditPack: Handler<'buyCreditPack'> = async (call) =>
  refuseBilling(call, call.body.tenant_id) ?? { body: { checkout_url: await openPage(call, call.body.pack_type) } }

/** The item of a billing portal: it stays open. */
export const portal = 'billing portal'

export const createBillingPortal: Handler<'createBillingPortal'> = async (call) =>
  refuseBilling(call, null) ?? { body: { portal_url: await openPage(call, portal) } }

export function findCheckout({ checkouts }: Tenant, id: string, nowMs: number): CheckoutRecord | Refusal {
  const checkout = checkouts.get(id.toLowerCase())
  if (checkout && nowMs < checkout.expiresMs) return checkout
  return refuse('HTTP_404', { message: `No checkout stands open under the id ${id}` })
}

const isPlan = (name: string): name is PlanName => Object.hasOwn(plans, name)

/** What being paid does. */
export function deliver(tenant: Tenant, { item }: Pick<CheckoutRecord, 'item'>, nowMs: number): void {
  const [, credits] = /^pack_(\d+)$/.exec(item) ?? []
  if (credits === undefined) {
    if (isPlan(item)) tenant.plan = item
    settleSubscription(tenant)
    return
  }
  tenant.account.prepaidCredits += Number(credits)
  tenant.account.purchases.push({ pack: item, credits: Number(credits), atMs: nowMs })
}

/** Pays a checkout, once. */
export async function payCheckout(
  tenant: Tenant,
  checkout: CheckoutRecord,
  nowMs: number,
): Promise<Refusal | undefined> {
  if (checkout.paidMs !== null) return refuse('HTTP_409', { message: 'The checkout is paid already' })
  if (checkout.item !== portal) {
    await tenant.checkouts.update(checkout.id, (draft) => {
      draft.paidMs = nowMs
    })
  }
  deliver(tenant, checkout, nowMs)
  return undefined
}

/** A payment that fails leaves the subscription past due; packs of credits are no part of it. */
export function failPayment(tenant: Tenant, { item }: CheckoutRecord): void {
  if (item === portal || isPlan(item)) tenant.subscription = 'past_due'
}
