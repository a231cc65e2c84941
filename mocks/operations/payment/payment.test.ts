import { expect, test } from 'vitest'
import { logInAs, sendOpenly, type TestUser } from '../../testing/login.ts'
import { createTestMock, defaultTenant, type TestMock } from '../../testing/test-mock.ts'

const owner = (mock: TestMock) => logInAs(mock, 'owner@example.com')

const tenantId = async (mock: TestMock, as: string = defaultTenant) => (await mock.tenant(as)).account.id

const statusOf = async (user: TestUser) => (await user.send('GET', '/payment/subscription/status')).json.status

async function checkout(mock: TestMock, user: TestUser, plan: string): Promise<string> {
  const { json } = await user.send('POST', '/payment/checkout', { plan, tenant_id: await tenantId(mock) })
  return json.checkout_url
}

const open = (mock: TestMock, method: string, url: string) => mock.send(method, url, { as: null })

test('a cancelled subscription lapses at the end of the month; a checkout pays it', async () => {
  using mock = createTestMock()
  const user = await owner(mock)
  const { clock } = await mock.tenant()
  expect((await user.send('POST', '/payment/subscription/update', { action: 'cancel' })).status).toBe(200)
  const { json } = await user.send('GET', '/payment/subscription/status')
  expect(json).toMatchObject({ status: 'active', cancel_at_period_end: true, plan_name: 'professional' })
  expect((await mock.send('GET', '/user-files')).status).toBe(200)
  clock.set(Date.parse(json.current_period_end))
  const lapsed = await mock.send('GET', '/user-files')
  expect([lapsed.status, lapsed.json.error.code]).toEqual([402, 'HTTP_402'])
  const again = await owner(mock)
  expect(await statusOf(again)).toBe('canceled')
  const url = await checkout(mock, again, 'enterprise')
  expect((await open(mock, 'GET', url)).text).toContain('>Pay</button>')
  expect((await mock.send('GET', '/user-files')).status).toBe(402)
  expect((await open(mock, 'POST', `${url}?action=pay`)).status).toBe(200)
  expect(await statusOf(again)).toBe('active')
  expect((await mock.send('GET', '/user-files')).status).toBe(200)
  expect((await mock.tenant()).plan).toBe('enterprise')
  expect((await open(mock, 'POST', url)).status).toBe(409)
})

test('what pays works while nothing else does', async () => {
  using mock = createTestMock()
  const user = await owner(mock)
  await mock.tenant().then((tenant) => Object.assign(tenant, { subscription: 'past_due' }))
  expect((await user.send('GET', '/auth/session/me')).status).toBe(200)
  expect((await user.send('GET', '/user/profile')).status).toBe(200)
  expect((await user.send('GET', '/tenant/members')).status).toBe(402)
  expect((await user.send('POST', '/payment/subscription/update', { action: 'cancel' })).status).toBe(409)
})

test('a key that says it is past due can be paid for, too', async () => {
  using mock = createTestMock()
  const as = 'pastdue_team'
  expect((await mock.send('GET', '/user-files', { as })).status).toBe(402)
  const { json } = await mock.send('POST', '/payment/checkout', {
    as: null,
    headers: { authorization: `Bearer session_${as}` },
    body: { plan: 'starter', tenant_id: await tenantId(mock, as) },
  })
  await open(mock, 'POST', json.checkout_url)
  expect((await mock.send('GET', '/user-files', { as })).status).toBe(200)
})

test('a payment that fails leaves the subscription past due; the billing portal settles it', async () => {
  using mock = createTestMock()
  const user = await owner(mock)
  await open(mock, 'POST', `${await checkout(mock, user, 'starter')}?action=fail`)
  expect(await statusOf(user)).toBe('past_due')
  const { json } = await user.send('POST', '/payment/billing-portal')
  await open(mock, 'POST', `${json.portal_url}?action=pay`)
  expect(await statusOf(user)).toBe('active')
  await open(mock, 'POST', `${json.portal_url}?action=cancel`)
  expect((await user.send('GET', '/payment/subscription/status')).json.cancel_at_period_end).toBe(true)
})

test('events of the provider change the subscription, and need a signature', async () => {
  using mock = createTestMock()
  const user = await owner(mock)
  const event = (type: string, object: object = {}, headers = { 'stripe-signature': 't=0,v1=0' }) =>
    mock.send('POST', `http://mock.test/t/${defaultTenant}/api/v2/payment/webhooks/stripe`, {
      as: null,
      headers,
      body: { type, data: { object } },
    })
  const states: string[] = []
  const url = await checkout(mock, user, 'starter')
  for (const [type, object] of [
    ['invoice.payment_failed', {}],
    ['invoice.paid', {}],
    ['customer.subscription.deleted', {}],
    ['customer.updated', {}],
    ['checkout.session.completed', { id: url.split('/').at(-1) }],
  ] as const) {
    expect((await event(type, object)).json).toEqual({ received: true })
    states.push(await statusOf(user))
  }
  expect(states).toEqual(['past_due', 'active', 'canceled', 'canceled', 'active'])
  const unsigned = await sendOpenly(mock, 'POST', '/payment/webhooks/stripe', { type: 'x', data: { object: {} } })
  expect([unsigned.status, unsigned.json.error.details.field]).toEqual([400, 'Stripe-Signature'])
})

test.each([
  [{ action: 'upgrade', new_plan: 'enterprise' }, 200],
  [{ action: 'downgrade', new_plan: 'starter' }, 200],
  [{ action: 'upgrade', new_plan: 'starter' }, 400],
  [{ action: 'downgrade', new_plan: 'professional' }, 400],
  [{ action: 'upgrade' }, 400],
  [{ action: 'resume' }, 409],
])('%j is answered with %i', async (body, status) => {
  using mock = createTestMock()
  const user = await owner(mock)
  expect((await user.send('POST', '/payment/subscription/update', body)).status).toBe(status)
  if (status === 200) expect((await mock.tenant()).plan).toBe(Object.entries(body).at(-1)?.[1])
})

test('a cancelled subscription is resumed before its end, and not cancelled twice', async () => {
  using mock = createTestMock()
  const user = await owner(mock)
  const update = async (action: string) => (await user.send('POST', '/payment/subscription/update', { action })).status
  expect([await update('cancel'), await update('cancel'), await update('resume'), await update('resume')]).toEqual([
    200, 409, 200, 409,
  ])
})

test('credits that were bought are used when those of the month are', async () => {
  using mock = createTestMock()
  const user = await owner(mock)
  const tenant = await mock.tenant()
  tenant.limitOverrides = { descriptionsPerMonth: 1 }
  const search = async () => (await mock.send('POST', '/agents/search/images', { body: { query: 'chair' } })).status
  expect([await search(), await search()]).toEqual([200, 429])
  const { json } = await user.send('POST', '/payment/credit-packs/checkout', {
    pack_type: 'pack_250',
    tenant_id: tenant.account.id,
  })
  await open(mock, 'POST', json.checkout_url)
  expect(await search()).toBe(200)
  const balance = await user.send('GET', `/payment/credit-balance?tenant_id=${tenant.account.id}`)
  expect(balance.json).toEqual({
    prepaid_balance: 249,
    included_remaining: 0,
    total_available: 249,
    recent_purchases: [{ pack_type: 'pack_250', credits: 250, purchased_at: expect.any(String) }],
  })
  expect((await mock.send('POST', '/usage/check', { body: {} })).json.prepaid_credits).toBe(249)
})

test("another tenant's id is not found, and only administrators pay", async () => {
  using mock = createTestMock()
  const other = { plan: 'starter', tenant_id: await tenantId(mock, 'another_tenant') }
  expect((await (await owner(mock)).send('POST', '/payment/checkout', other)).status).toBe(404)
  const viewer = await logInAs(mock, 'viewer@example.com')
  const own = { plan: 'starter', tenant_id: await tenantId(mock) }
  expect((await viewer.send('POST', '/payment/checkout', own)).json.error.code).toBe('AUTHZ_ERROR')
})

test('a checkout stands open for a day', async () => {
  using mock = createTestMock()
  const url = await checkout(mock, await owner(mock), 'starter')
  const { clock } = await mock.tenant()
  clock.advance(86_400_000)
  expect((await open(mock, 'GET', url)).status).toBe(404)
})
