import { first, invalid } from '../../core/message.ts'
import { settleSubscription } from '../../tenant/subscription.ts'
import type { Handler } from '../operation.ts'
import { findCheckout, payCheckout } from './checkout.ts'

/**
 * What the payment provider tells of. Its signature must be there and is not verified: the mock shares no secret with it.
 * Events that change nothing are received all the same, as the provider expects.
 */
export const receiveStripeEvent: Handler<'receiveStripeEvent'> = async ({ tenant, body, request, nowMs }) => {
  if (!first(request.headers['stripe-signature'])) return invalid('Stripe-Signature', 'Is required', 400)
  const { id } = body.data.object
  if (body.type === 'invoice.payment_failed') tenant.subscription = 'past_due'
  if (body.type === 'invoice.paid') settleSubscription(tenant)
  if (body.type === 'customer.subscription.deleted') tenant.account.subscriptionEndsMs = nowMs
  if (body.type === 'checkout.session.completed' && typeof id === 'string') {
    const checkout = findCheckout(tenant, id, nowMs)
    if (!('error' in checkout)) await payCheckout(tenant, checkout, nowMs)
  }
  return { body: { received: true } }
}
