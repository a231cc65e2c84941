import { cancelSubscription, subscriptionOf } from '../../tenant/subscription.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { Handler } from '../operation.ts'
import { failPayment, findCheckout, payCheckout, portal } from './checkout.ts'

const labels = { pay: 'Pay', fail: 'Let the payment fail', cancel: 'Cancel the subscription' } as const

type Action = keyof typeof labels

/** Nothing here comes from outside but the item, which is one of ours. */
function page(tenant: Tenant, title: string, nowMs: number, actions: readonly Action[]) {
  const buttons = actions.map(
    (action) => `<button name="action" formaction="?action=${action}">${labels[action]}</button>`,
  )
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body><h1>${title}</h1><p>The subscription is ${subscriptionOf(tenant, nowMs)}, the plan ${tenant.plan}. Nobody is charged: this page is the mock's.</p><form method="post">${buttons.join(' ')}</form></body></html>`
  return { stream: html, headers: ['Content-Type', 'text/html; charset=utf-8'] }
}

export const openCheckout: Handler<'openCheckout'> = ({ tenant, params, nowMs }) => {
  const checkout = findCheckout(tenant, params.checkout_id, nowMs)
  if ('error' in checkout) return checkout
  if (checkout.paidMs !== null) return page(tenant, `${checkout.item}: paid`, nowMs, [])
  return page(tenant, checkout.item, nowMs, checkout.item === portal ? ['pay', 'fail', 'cancel'] : ['pay', 'fail'])
}

const outcomes: Readonly<Record<Action, string>> = { pay: 'paid', fail: 'the payment failed', cancel: 'cancelled' }

export const settleCheckout: Handler<'settleCheckout'> = async ({ tenant, params, query, nowMs }) => {
  const checkout = findCheckout(tenant, params.checkout_id, nowMs)
  if ('error' in checkout) return checkout
  if (query.action === 'pay') {
    const refusal = await payCheckout(tenant, checkout, nowMs)
    if (refusal) return refusal
  } else if (query.action === 'fail') failPayment(tenant, checkout)
  else cancelSubscription(tenant, nowMs)
  return page(tenant, `${checkout.item}: ${outcomes[query.action]}`, nowMs, [])
}
