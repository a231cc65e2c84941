import { expect, test } from 'vitest'
import { logInAs, sendOpenly, userWith } from '../../testing/login.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

const memberId = async (mock: TestMock, email: string) =>
  (await mock.send('GET', '/tenant/members')).json.find((member: { email: string }) => member.email === email)?.id

test('a new tenant has a member of each role', async () => {
  using mock = createTestMock()
  const { json } = await mock.send('GET', '/tenant/members')
  expect(json.map(({ role }: { role: string }) => role)).toEqual(['owner', 'admin', 'editor', 'viewer'])
})

test('invite, accept, change the role: the audit log shows who did what', async () => {
  using mock = createTestMock()
  const admin = await logInAs(mock, 'admin@example.com')
  const invited = await admin.send('POST', '/tenant/members/invite', { email: 'guest@example.com', role: 'viewer' })
  expect(invited.json).toMatchObject({ role: 'viewer', joined_at: null, last_active_at: null })
  expect((await admin.send('POST', '/tenant/members/invite', { email: 'Guest@example.com' })).status).toBe(409)
  const joined = await sendOpenly(mock, 'POST', '/auth/session/password-reset/complete', {
    token: invited.headers['mock-mail-token'],
    new_password: 'the password of a guest',
  })
  const guest = userWith(mock, joined.json.session_token)
  expect((await guest.send('POST', '/folders', { name: 'Mine' })).status).toBe(403)
  const path = `/tenant/members/${invited.json.id}/role`
  expect((await admin.send('PATCH', path, { role: 'editor' })).json).toMatchObject({
    role: 'editor',
    joined_at: expect.any(String),
  })
  expect((await guest.send('POST', '/folders', { name: 'Mine' })).status).toBe(201)
  const { json } = await admin.send('GET', '/tenant/audit-logs')
  const adminId = await memberId(mock, 'admin@example.com')
  const told = json.entries.map((entry: Record<string, unknown>) => [
    entry.event_type,
    entry.user_id,
    entry.resource_id,
    entry.result,
  ])
  expect(told).toEqual([
    ['folder.created', invited.json.id, expect.any(String), 'success'],
    ['tenant.member_role_changed', adminId, invited.json.id, 'success'],
    ['auth.password_changed', invited.json.id, invited.json.id, 'success'],
    ['tenant.member_added', adminId, null, 'failure'],
    ['tenant.member_added', adminId, invited.json.id, 'success'],
    ['auth.login', adminId, adminId, 'success'],
  ])
})

test('an invitation is accepted by signing up with its address, too', async () => {
  using mock = createTestMock()
  await mock.send('POST', '/tenant/members/invite', { body: { email: 'guest@example.com', role: 'editor' } })
  const form = { email: 'guest@example.com', password: 'a long password', name: 'Gwen' }
  expect((await sendOpenly(mock, 'POST', '/auth/session/register', form)).status).toBe(200)
  const { json } = await mock.send('GET', '/tenant/members')
  expect(json.at(-1)).toMatchObject({ name: 'Gwen', role: 'editor', joined_at: expect.any(String) })
})

test('nobody changes or removes the owner, nor removes themselves', async () => {
  using mock = createTestMock()
  const admin = await logInAs(mock, 'admin@example.com')
  const owner = `/tenant/members/${await memberId(mock, 'owner@example.com')}`
  const own = `/tenant/members/${await memberId(mock, 'admin@example.com')}`
  expect((await admin.send('PATCH', `${owner}/role`, { role: 'viewer' })).json.error.code).toBe('AUTHZ_ERROR')
  expect((await admin.send('DELETE', owner)).json.error.code).toBe('AUTHZ_ERROR')
  expect((await admin.send('DELETE', own)).status).toBe(400)
  expect((await admin.send('DELETE', `/tenant/members/${nobody}`)).status).toBe(404)
})

test("a removed member's session no longer holds", async () => {
  using mock = createTestMock()
  const viewer = await logInAs(mock, 'viewer@example.com')
  const id = await memberId(mock, 'viewer@example.com')
  expect((await mock.send('DELETE', `/tenant/members/${id}`)).json).toEqual({ detail: expect.any(String) })
  expect((await viewer.send('GET', '/user-files')).status).toBe(401)
})

test('settings are changed field by field; allowed domains bind invitations and sign-ups', async () => {
  using mock = createTestMock()
  const patch = (body: object) => mock.send('PATCH', '/tenant/settings', { body })
  await patch({ name: 'Acme', webhook_url: 'https://acme.example/hook' })
  await patch({ allowed_domains: ['acme.example'], webhook_url: null })
  const { json } = await mock.send('GET', '/tenant/settings')
  expect(json).toMatchObject({ name: 'Acme', webhook_url: null, allowed_domains: ['acme.example'] })
  expect(json.owner_user_id).toBe(await memberId(mock, 'owner@example.com'))
  expect((await patch({ allowed_vlm_providers: ['google', 'other'] })).json.error.details.field).toBe(
    'allowed_vlm_providers.1',
  )
  const invite = (email: string) => mock.send('POST', '/tenant/members/invite', { body: { email } })
  expect((await invite('a@example.com')).json.error.details.field).toBe('email')
  expect((await invite('a@Acme.example')).status).toBe(200)
})

test("a tenant's id is its own, and the same on every server", async () => {
  using mock = createTestMock()
  using again = createTestMock()
  const idOf = async (one: TestMock, as: string) => (await one.send('GET', '/tenant/settings', { as })).json.id
  expect(await idOf(mock, 'a')).toBe(await idOf(again, 'a'))
  expect(await idOf(mock, 'a')).not.toBe(await idOf(mock, 'b'))
})

const bucket = (name: string) => ({
  body: {
    access_key_id: 'AKIA0000000000000000',
    secret_access_key: 'x'.repeat(24),
    bucket_name: name,
    region: 'eu-central-1',
  },
})

test('an own bucket is configured, tried and removed', async () => {
  using mock = createTestMock()
  const status = async () => (await mock.send('GET', '/tenant/s3-config')).json
  expect(await status()).toMatchObject({ configured: false, bucket_name: null, is_validated: null })
  expect((await mock.send('POST', '/tenant/s3-config/validate')).json.valid).toBe(false)
  await mock.send('POST', '/tenant/s3-config', bucket('our-uploads'))
  expect(await status()).toMatchObject({ configured: true, bucket_name: 'our-uploads', is_validated: null })
  expect((await mock.send('POST', '/tenant/s3-config/validate')).json).toMatchObject({ valid: true, error: null })
  expect(await status()).toMatchObject({ is_validated: true, error: null })
  expect((await mock.send('DELETE', '/tenant/s3-config')).json.removed).toBe(true)
  expect((await mock.send('DELETE', '/tenant/s3-config')).json.removed).toBe(false)
})

test('the name of a bucket says what is wrong with it', async () => {
  using mock = createTestMock()
  for (const name of ['missing-bucket', 'denied-bucket']) {
    const { status, json } = await mock.send('POST', '/tenant/s3-config', bucket(name))
    expect([status, json.error.details.field]).toEqual([422, 'bucket_name'])
  }
  await mock.send('POST', '/tenant/s3-config', bucket('revoked-bucket'))
  expect((await mock.send('POST', '/tenant/s3-config/validate')).json).toMatchObject({
    valid: false,
    error: expect.any(String),
  })
})
