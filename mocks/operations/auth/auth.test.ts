import { expect, test } from 'vitest'
import { sessions } from '../../../contracts/limits.ts'
import { memberPassword, memberSeeds } from '../../../fixtures/members.ts'
import { asBearer, logInAs, sendOpenly, type TestUser, userWith } from '../../testing/login.ts'
import { createTestMock, defaultTenant, type TestMock } from '../../testing/test-mock.ts'

const tokenMs = sessions.tokenSeconds * 1_000
const lifeMs = sessions.lifeSeconds * 1_000

const advance = async (mock: TestMock, ms: number) => (await mock.tenant()).clock.advance(ms)

async function verdict(user: TestUser, method = 'GET', path = '/auth/session/me', body?: unknown) {
  const { status, json } = await user.send(method, path, body)
  return status < 300 ? status : [status, json.error.code]
}

const idToken = (email: string) => `x.${btoa(JSON.stringify({ email }))}.x`

test.each(memberSeeds)('$email logs in with the documented password', async ({ email, name }) => {
  using mock = createTestMock()
  const user = await logInAs(mock, email)
  const { json } = await user.send('GET', '/auth/session/me')
  expect(json).toMatchObject({ email, name, is_active: true, last_login_at: expect.any(String) })
})

test('login, expiry in the middle, refresh, logout', async () => {
  using mock = createTestMock()
  const user = await logInAs(mock, 'owner@example.com')
  expect(await verdict(user, 'GET', '/user-files')).toBe(200)
  await advance(mock, tokenMs)
  expect(await verdict(user, 'GET', '/user-files')).toEqual([401, 'EXPIRED_API_KEY'])
  expect(await verdict(user, 'POST', '/auth/session/refresh')).toBe(200)
  expect(await verdict(user, 'GET', '/user-files')).toBe(200)
  expect(await verdict(user, 'POST', '/auth/session/logout')).toBe(200)
  expect(await verdict(user)).toEqual([401, 'DEACTIVATED_API_KEY'])
  expect(await verdict(user, 'POST', '/auth/session/refresh')).toEqual([401, 'DEACTIVATED_API_KEY'])
})

test('a session cannot be extended beyond its life', async () => {
  using mock = createTestMock()
  const user = await logInAs(mock, 'owner@example.com')
  await advance(mock, lifeMs - 1_000)
  const { json } = await user.send('POST', '/auth/session/refresh')
  expect(Date.parse(json.expires_at)).toBe((await mock.tenant()).clock.now() + 1_000)
  await advance(mock, 1_000)
  expect(await verdict(user, 'POST', '/auth/session/refresh')).toEqual([401, 'EXPIRED_API_KEY'])
})

test.each([
  ['a wrong password', 'owner@example.com', 'wrong'],
  ['an unknown address', 'nobody@example.com', memberPassword],
])('%s is answered with 401, and both with the same words', async (_, email, password) => {
  using mock = createTestMock()
  const { status, json } = await sendOpenly(mock, 'POST', '/auth/session/login', { email, password })
  expect([status, json.error.code]).toEqual([401, 'INVALID_API_KEY'])
  expect(json.error.message).toBe('The e-mail address or the password is wrong')
})

test('a token that was tampered with is unknown, and so is one at another tenant', async () => {
  using mock = createTestMock()
  const { token } = await logInAs(mock, 'owner@example.com')
  const other = token.replace(`session_${defaultTenant}.`, 'session_you.')
  for (const wrong of [`${token.slice(0, -4)}0000`, other, `session_${defaultTenant}.x`])
    expect(await verdict(userWith(mock, wrong))).toEqual([401, 'INVALID_API_KEY'])
})

test('the cookie of a login is as good as its token, and rotating gives a new one', async () => {
  using mock = createTestMock()
  const answer = await sendOpenly(mock, 'POST', '/auth/session/login', {
    email: 'owner@example.com',
    password: memberPassword,
    remember_me: true,
  })
  const cookieOf = (setCookie = '') => setCookie.split(';')[0] ?? ''
  expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; Path=\/; SameSite=Lax; Max-Age=2592000$/)
  const cookie = `theme=dark; ${cookieOf(answer.headers['set-cookie'])}`
  const withCookie = (sent: string, method: string, path: string) =>
    mock.send(method, path, { as: null, headers: { cookie: sent } })
  expect((await withCookie(cookie, 'GET', '/auth/session/me')).status).toBe(200)
  const rotated = await withCookie(cookie, 'POST', '/auth/session/rotate-session')
  expect((await withCookie(cookie, 'GET', '/auth/session/me')).status).toBe(401)
  expect((await withCookie(cookieOf(rotated.headers['set-cookie']), 'GET', '/auth/session/me')).status).toBe(200)
})

test('a role says what a session may do', async () => {
  using mock = createTestMock()
  const viewer = await logInAs(mock, 'viewer@example.com')
  const editor = await logInAs(mock, 'editor@example.com')
  expect(await verdict(viewer, 'GET', '/user-files')).toBe(200)
  expect(await verdict(viewer, 'POST', '/folders', { name: 'A' })).toEqual([403, 'AUTHZ_ERROR'])
  expect(await verdict(editor, 'POST', '/folders', { name: 'A' })).toBe(201)
  expect(await verdict(editor, 'GET', '/tenant/audit-logs')).toEqual([403, 'AUTHZ_ERROR'])
})

test('an API key has no session', async () => {
  using mock = createTestMock()
  const { status, json } = await mock.send('GET', '/auth/session/me')
  expect([status, json.error.code]).toEqual([403, 'AUTHZ_ERROR'])
})

test('sessions are listed and ended one by one', async () => {
  using mock = createTestMock()
  const first = await logInAs(mock, 'owner@example.com')
  const second = await logInAs(mock, 'owner@example.com')
  await logInAs(mock, 'viewer@example.com')
  const { json } = await second.send('GET', '/auth/session/sessions')
  expect(json.map(({ is_current }: { is_current: boolean }) => is_current)).toEqual([true, false])
  expect(await verdict(second, 'DELETE', `/auth/session/sessions/${json[1].session_id}`)).toBe(200)
  expect(await verdict(first)).toEqual([401, 'DEACTIVATED_API_KEY'])
  expect(await verdict(second, 'DELETE', `/auth/session/sessions/${json[1].session_id}`)).toEqual([404, 'HTTP_404'])
})

test('a password is reset with the token of the mail, once, within the hour', async () => {
  using mock = createTestMock()
  const before = await logInAs(mock, 'viewer@example.com')
  const ask = (email: string) => sendOpenly(mock, 'POST', '/auth/session/password-reset/request', { email })
  const { headers, text } = await ask('VIEWER@example.com')
  const token = headers['mock-mail-token']
  expect((await ask('nobody@example.com')).text).toBe(text)
  expect((await sendOpenly(mock, 'GET', `/auth/session/password-reset/validate?token=${token}`)).json.valid).toBe(true)
  const complete = (newPassword: string) =>
    sendOpenly(mock, 'POST', '/auth/session/password-reset/complete', { token, new_password: newPassword })
  expect((await complete('short')).status).toBe(422)
  const done = await complete('brand new password')
  expect(await verdict(userWith(mock, done.json.session_token))).toBe(200)
  expect(await verdict(before)).toEqual([401, 'DEACTIVATED_API_KEY'])
  expect((await complete('brand new password')).json.error.details.field).toBe('token')
  await logInAs(mock, 'viewer@example.com', 'brand new password')
  const late = (await ask('viewer@example.com')).headers['mock-mail-token']
  await advance(mock, 3_600_000)
  expect((await sendOpenly(mock, 'GET', `/auth/session/password-reset/validate?token=${late}`)).json.valid).toBe(false)
})

test('who signs up is verified with the token of the mail, and cannot sign up twice', async () => {
  using mock = createTestMock()
  const form = { email: 'nora@example.com', password: 'a long password', name: 'Nora', auto_login: true }
  const { json, headers } = await sendOpenly(mock, 'POST', '/auth/session/register', form)
  const user = userWith(mock, json.session_token)
  const isVerified = async () => (await user.send('GET', '/auth/session/email-verification-status')).json.email_verified
  expect(await isVerified()).toBe(false)
  const again = await user.send('POST', '/auth/session/resend-verification')
  expect(again.headers['mock-mail-token']).not.toBe(headers['mock-mail-token'])
  const token = headers['mock-mail-token']
  expect((await sendOpenly(mock, 'POST', '/auth/session/verify-email', { token })).status).toBe(200)
  expect(await isVerified()).toBe(true)
  expect((await user.send('POST', '/auth/session/resend-verification')).status).toBe(400)
  expect((await sendOpenly(mock, 'POST', '/auth/session/register', form)).status).toBe(409)
})

test('the login at Google leads back with a session; a state holds once', async () => {
  using mock = createTestMock()
  const { json } = await sendOpenly(mock, 'POST', '/auth/session/google/initiate')
  const done = await mock.send('GET', json.authorization_url, { as: null })
  expect(done.json.email).toBe('google.user@example.com')
  expect(await verdict(userWith(mock, done.json.session_token))).toBe(200)
  expect((await mock.send('GET', json.authorization_url, { as: null })).json.error.details.field).toBe('state')
  const denied = await sendOpenly(mock, 'GET', '/auth/session/google/callback?error=access_denied')
  expect([denied.status, denied.json.error.code]).toEqual([401, 'INVALID_API_KEY'])
})

test('a Google account is linked to a user with a password only by that password', async () => {
  using mock = createTestMock()
  const logIn = (extra = {}) =>
    sendOpenly(mock, 'POST', '/auth/session/google', { id_token: idToken('editor@example.com'), ...extra })
  expect((await logIn()).status).toBe(409)
  expect((await logIn({ password: memberPassword })).status).toBe(200)
  expect((await logIn()).status).toBe(200)
  const broken = await sendOpenly(mock, 'POST', '/auth/session/google', { id_token: 'x' })
  expect([broken.status, broken.json.error.code]).toEqual([401, 'INVALID_API_KEY'])
})

test("linking refuses another user's account and a wrong password", async () => {
  using mock = createTestMock()
  const owner = await logInAs(mock, 'owner@example.com')
  const link = (body: object) => owner.send('POST', '/auth/session/link-provider', body)
  expect((await link({ id_token: idToken('viewer@example.com') })).status).toBe(409)
  expect((await link({ id_token: idToken('me@example.com'), password: 'wrong' })).json.error.details.field).toBe(
    'password',
  )
  expect((await link({ provider: 'github' })).status).toBe(400)
  expect((await link({ id_token: idToken('me@example.com'), password: memberPassword })).status).toBe(200)
})

test("the dashboard's own token stays good without any login", async () => {
  using mock = createTestMock()
  await advance(mock, lifeMs * 100)
  expect((await mock.send('GET', '/auth/session/me', asBearer(`session_${defaultTenant}`))).json.email).toBe(
    'owner@example.com',
  )
})
