import { expect, test } from 'vitest'
import { memberPassword } from '../../../fixtures/members.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { bySession, byToken, openBase, type Talk, transcript } from '../../testing/transcript.ts'

const dayMs = 86_400_000

async function payer({ ask: send, mock }: Talk) {
  const { account } = await mock.tenant()
  return {
    tenant_id: account.id,
    ask: (line: string, body?: unknown) => send(line, body, bySession),
  }
}

test('a checkout is opened, paid once, and runs out after a day', async () => {
  const text = await transcript(async (talk) => {
    const { mock, note, wait } = talk
    const { ask, tenant_id } = await payer(talk)
    const checkout = async (body: object) => (await ask('POST /payment/checkout', body)).json.checkout_url
    const url = await checkout({ plan: 'enterprise', tenant_id })
    await ask(`GET ${url}`)
    await ask(`POST ${url}?action=fail`)
    await ask(`GET /payment/subscription/status?tenant_id=${tenant_id}`)
    await ask(`POST ${url}`)
    await ask(`GET ${url}`)
    await ask(`POST ${url}?action=pay`)
    await ask('GET /payment/subscription/status')
    const late = await checkout({ plan: 'starter', tenant_id })
    wait(dayMs - 1)
    await ask(`GET ${late}`)
    wait(1)
    await ask(`GET ${late}`)
    await ask(`POST ${late}`)
    await ask('POST /payment/checkout', { plan: 'starter', tenant_id: id.nobody })
    await ask(`GET ${openBase}/checkout/${id.nobody}`)
    note('plan', (await mock.tenant()).plan)
  })
  expect(text).toMatchSnapshot()
})

test('packs of credits are bought and told', async () => {
  const text = await transcript(async (talk) => {
    const { mock, wait } = talk
    const { ask, tenant_id } = await payer(talk)
    await ask(`GET /payment/credit-balance?tenant_id=${tenant_id}`)
    const { json } = await ask('POST /payment/credit-packs/checkout', { pack_type: 'pack_250', tenant_id })
    await ask(`POST ${json.checkout_url}?action=fail`)
    await ask(`POST ${json.checkout_url}?action=pay`)
    await ask(`GET /payment/credit-balance?tenant_id=${tenant_id}`)
    for (let count = 0; count < 10; count += 1) {
      mock.time.advance(1_000)
      const body = { pack_type: 'pack_2500', tenant_id }
      const { json: next } = await mock.send('POST', '/payment/credit-packs/checkout', { ...bySession, body })
      await mock.send('POST', next.checkout_url)
    }
    wait(1_000)
    await ask(`GET /payment/credit-balance?tenant_id=${tenant_id.toUpperCase()}`)
    await ask(`GET /payment/credit-balance?tenant_id=${id.nobody}`)
    await ask('POST /payment/credit-packs/checkout', { pack_type: 'pack_250', tenant_id: id.nobody })
    await ask('GET /payment/subscription/status')
  })
  expect(text).toMatchSnapshot()
})

test('a portal pays, fails and cancels, and stays open', async () => {
  const text = await transcript(async (talk) => {
    const { mock, wait } = talk
    const { ask } = await payer(talk)
    const { json } = await ask('POST /payment/billing-portal')
    await ask(`GET ${json.portal_url}`)
    for (const action of ['fail', 'pay', 'pay', 'cancel']) {
      await ask(`POST ${json.portal_url}?action=${action}`)
      await ask('GET /payment/subscription/status')
    }
    await ask(`GET ${json.portal_url}`)
    wait(17 * dayMs)
    await ask('GET /payment/subscription/status')
    mock.time.advance(-17 * dayMs)
    await ask(`POST ${json.portal_url}?action=pay`)
    await ask('GET /payment/subscription/status')
  })
  expect(text).toMatchSnapshot()
})

test('a subscription goes up and down, ends and goes on', async () => {
  const text = await transcript(async (talk) => {
    const { mock } = talk
    const { ask, tenant_id } = await payer(talk)
    const update = (action: string, new_plan?: string) =>
      ask('POST /payment/subscription/update', { action, new_plan, tenant_id })
    await update('upgrade')
    for (const plan of ['starter', 'professional', 'enterprise']) await update('upgrade', plan)
    for (const plan of ['enterprise', 'professional', 'starter']) await update('downgrade', plan)
    await update('downgrade')
    await update('resume')
    await update('cancel')
    await update('cancel')
    await ask('GET /payment/subscription/status')
    await update('resume')
    await ask('GET /payment/subscription/status')
    await ask('POST /payment/subscription/update', { action: 'cancel', tenant_id: id.nobody })
    const tenant = await mock.tenant()
    tenant.subscription = 'past_due'
    await update('cancel')
  })
  expect(text).toMatchSnapshot()
})

test('only owner and administrators pay', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock } = talk
    const { tenant_id } = await payer(talk)
    for (const email of ['editor@example.com', 'admin@example.com']) {
      const body = { email, password: memberPassword }
      const { json } = await mock.send('POST', `${openBase}/auth/session/login`, { body })
      const by = byToken(json.session_token)
      await ask('POST /payment/checkout', { plan: 'starter', tenant_id }, by)
      await ask('POST /payment/credit-packs/checkout', { pack_type: 'pack_250', tenant_id }, by)
      await ask('POST /payment/billing-portal', undefined, by)
      await ask('GET /payment/subscription/status', undefined, by)
      await ask(`GET /payment/credit-balance?tenant_id=${tenant_id}`, undefined, by)
      await ask('POST /payment/subscription/update', { action: 'cancel' }, by)
    }
  })
  expect(text).toMatchSnapshot()
})

test('the payment provider tells of events', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const { tenant_id } = await payer(talk)
    const tenant = await mock.tenant()
    const tell = (type: string, object: object = {}, headers: Record<string, string> = { 'stripe-signature': 't=1' }) =>
      ask(`POST ${openBase}/payment/webhooks/stripe`, { type, data: { object } }, { headers })
    await tell('invoice.paid', {}, {})
    const told = () => note('subscription', [tenant.subscription, tenant.account.subscriptionEndsMs, tenant.plan])
    for (const type of ['invoice.payment_failed', 'invoice.paid', 'customer.subscription.deleted', 'other']) {
      await tell(type)
      told()
    }
    await tell('invoice.paid')
    const { json } = await mock.send('POST', '/payment/checkout', {
      ...bySession,
      body: { plan: 'starter', tenant_id },
    })
    const paid = json.checkout_url.split('/').at(-1)
    for (const known of [paid, paid, id.nobody, 7]) {
      if (known !== paid) tenant.subscription = 'past_due'
      await tell('checkout.session.completed', { id: known })
      told()
    }
  })
  expect(text).toMatchSnapshot()
})
