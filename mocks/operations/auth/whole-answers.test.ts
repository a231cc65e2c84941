import { expect, test } from 'vitest'
import { memberPassword } from '../../../fixtures/members.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { bySession, byToken, openBase, type Talk, transcript } from '../../testing/transcript.ts'

const open = `${openBase}/auth/session`
const session = '/auth/session'
const hourMs = 3_600_000

const logIn = async ({ ask }: Talk, email: string, more: object = {}, headers = {}) =>
  (await ask(`POST ${open}/login`, { email, password: memberPassword, ...more }, { headers })).json

const idToken = (payload: object | string) => `head.${btoa(JSON.stringify(payload))}.tail`

test('a login opens a session, which is extended, rotated and ended', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note, wait } = talk
    await logIn(talk, 'ADMIN@example.com ', { password: 'wrong' })
    await logIn(talk, 'nobody@example.com')
    const first = await logIn(talk, ' ADMIN@example.com', {}, { 'user-agent': 'curl/8' })
    wait(1_000)
    const second = await logIn(talk, 'admin@example.com', { remember_me: true })
    await logIn(talk, 'editor@example.com')
    const by = byToken(second.session_token)
    await ask(`GET ${session}/me`, undefined, by)
    wait(1_000)
    await ask(`GET ${session}/sessions`, undefined, by)
    await ask('GET /user/sessions', undefined, by)
    await ask(`POST ${session}/refresh`, undefined, by)
    await ask(`POST ${session}/refresh`, undefined, bySession)
    await ask(`POST ${session}/rotate-session`, undefined, byToken(first.session_token))
    await ask(`GET ${session}/me`, undefined, byToken(first.session_token))
    await ask(`POST ${session}/rotate-session`, undefined, by)
    await ask(`POST ${session}/rotate-session`, undefined, bySession)
    note('sessions', (await mock.tenant()).logins.all())
    const third = await logIn(talk, 'admin@example.com')
    const byThird = byToken(third.session_token)
    const { json: open } = await ask(`GET ${session}/sessions`, undefined, byThird)
    await ask(`DELETE ${session}/sessions/${open[1].session_id.toUpperCase()}`, undefined, byThird)
    await ask(`DELETE ${session}/sessions/${open[1].session_id}`, undefined, byThird)
    await ask(`DELETE ${session}/sessions/${id.nobody}`, undefined, byThird)
    await ask(`POST ${session}/logout`, undefined, byThird)
    await ask(`GET ${session}/me`, undefined, byThird)
    const fourth = await logIn(talk, 'admin@example.com')
    await ask(`POST ${session}/logout?logout_all=true`, undefined, byToken(fourth.session_token))
    note('still open', (await mock.tenant()).logins.all().filter(({ revokedMs }) => revokedMs === null).length)
    await ask(`POST ${session}/logout`, undefined, bySession)
    await ask(`GET ${session}/me`, undefined, bySession)
    const last = await logIn(talk, 'viewer@example.com')
    for (const hours of [11, 12.9, 0.2]) {
      wait(hours * hourMs)
      await ask(`POST ${session}/refresh`, undefined, byToken(last.session_token))
    }
  })
  expect(text).toMatchSnapshot()
})

test('who signs up joins, and verifies an address', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, wait } = talk
    const body = { email: 'new@example.com', password: 'long enough', name: 'Nora New' }
    const { headers } = await ask(`POST ${open}/register`, body)
    await ask(`POST ${open}/register`, body)
    await logIn(talk, 'new@example.com', { password: 'long enough' })
    const { json } = await ask(`POST ${open}/register`, { ...body, email: 'other@example.com', auto_login: true })
    const by = byToken(json.session_token)
    await ask(`GET ${session}/email-verification-status`, undefined, by)
    wait(1_000)
    await ask(`POST ${session}/resend-verification`, undefined, by)
    wait(1_000)
    const { headers: again } = await ask(`POST ${open}/resend-verification-by-email`, { email: 'OTHER@example.com' })
    await ask(`POST ${open}/resend-verification-by-email`, { email: 'nobody@example.com' })
    await ask(`POST ${open}/resend-verification-by-email`, { email: 'admin@example.com' })
    for (const token of [headers['mock-mail-token'], again['mock-mail-token'], again['mock-mail-token'], 'none'])
      await ask(`POST ${open}/verify-email`, { token })
    await ask(`GET ${session}/email-verification-status`, undefined, by)
    await ask(`POST ${session}/resend-verification`, undefined, by)
    await ask(`GET ${session}/email-verification-status`, undefined, bySession)
    const tenant = await mock.tenant()
    tenant.account.allowedDomains = ['Example.org', 'example.net']
    await ask(`POST ${open}/register`, { ...body, email: 'a@example.com' })
    await ask(`POST ${open}/register`, { ...body, email: 'a@EXAMPLE.ORG' })
    await ask('GET /tenant/members', undefined, bySession)
    const { headers: late } = await ask(`POST ${open}/register`, { ...body, email: 'b@example.net' })
    wait(24 * hourMs)
    await ask(`POST ${open}/verify-email`, { token: late['mock-mail-token'] })
  })
  expect(text).toMatchSnapshot()
})

test('a password is reset with the token of a mail', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, wait } = talk
    const by = byToken((await logIn(talk, 'editor@example.com')).session_token)
    await ask(`POST ${open}/password-reset/request`, { email: 'nobody@example.com' })
    const { headers } = await ask(`POST ${open}/password-reset/request`, { email: 'editor@example.com' })
    const token = headers['mock-mail-token'] ?? ''
    for (const known of [token, 'none']) await ask(`GET ${open}/password-reset/validate?token=${known}`)
    await ask(`POST ${open}/password-reset/complete`, { token, new_password: '1234567' })
    await ask(`POST ${open}/password-reset/complete`, { token, new_password: '12345678' })
    await ask(`POST ${open}/password-reset/complete`, { token, new_password: '12345678' })
    await ask(`GET ${session}/me`, undefined, by)
    await logIn(talk, 'editor@example.com')
    await logIn(talk, 'editor@example.com', { password: '12345678' })
    const { headers: invited } = await ask('POST /tenant/members/invite', { email: 'i@example.com' }, bySession)
    const invitation = invited['mock-mail-token'] ?? ''
    wait(7 * 24 * hourMs - 1)
    await ask(`GET ${open}/password-reset/validate?token=${invitation}`)
    await ask(`POST ${open}/password-reset/complete`, { token: invitation, new_password: '12345678' })
    await ask('GET /tenant/members', undefined, bySession)
    const { headers: late } = await ask(`POST ${open}/password-reset/request`, { email: 'viewer@example.com' })
    const other = late['mock-mail-token'] ?? ''
    const { headers: orphan } = await ask(`POST ${open}/password-reset/request`, { email: 'i@example.com' })
    const tenant = await mock.tenant()
    const gone = tenant.members.all().find(({ email }) => email === 'i@example.com')
    await tenant.members.delete(gone?.id ?? '')
    await ask(`POST ${open}/password-reset/complete`, { token: orphan['mock-mail-token'], new_password: '12345678' })
    wait(hourMs - 1)
    await ask(`GET ${open}/password-reset/validate?token=${other}`)
    wait(1)
    await ask(`GET ${open}/password-reset/validate?token=${other}`)
  })
  expect(text).toMatchSnapshot()
})

test('Google logs in whom it knows, and links accounts', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock } = talk
    const google = (id_token: string, more = {}) => ask(`POST ${open}/google`, { id_token, ...more })
    for (const token of ['none', 'a.b.c', idToken({}), idToken({ email: 1 }), idToken('x')]) await google(token)
    await google(idToken({ email: 'g@example.com' }))
    await google(idToken({ email: 'G@example.com' }), { remember_me: true })
    await google(idToken({ email: 'viewer@example.com' }))
    await google(idToken({ email: 'viewer@example.com' }), { password: 'wrong' })
    await google(idToken({ email: 'viewer@example.com' }), { password: memberPassword })
    await google(idToken({ email: 'viewer@example.com' }))
    await google(
      `head.${btoa(JSON.stringify({ email: 'ÿÿ>>@example.com' }))
        .replaceAll('+', '-')
        .replaceAll('/', '_')}.t`,
    )
    const { json } = await ask(`POST ${open}/google/initiate?action=register`)
    const callback = `${open}/google/callback`
    for (const query of ['error=denied', '', 'code=a', 'code=a&state=none']) await ask(`GET ${callback}?${query}`)
    await ask(`GET ${json.authorization_url}`)
    await ask(`GET ${json.authorization_url}`)
    const known = (await mock.tenant()).members.all().find(({ email }) => email === 'google.user@example.com')
    await (await mock.tenant()).members.update(known?.id ?? '', (draft) =>
      Object.assign(draft, { hasGoogle: false, password: 'a secret' }),
    )
    const { json: again } = await ask(`POST ${open}/google/initiate`)
    await ask(`GET ${again.authorization_url}`)
    const { json: late } = await ask(`POST ${open}/google/initiate`)
    mock.time.advance(hourMs / 6)
    await ask(`GET ${late.authorization_url}`)
    const link = (body: object) => ask(`POST ${session}/link-provider`, body, bySession)
    await link({ provider: 'apple', id_token: 'x' })
    for (const body of [{}, { id_token: 'x' }, { id_token: idToken({ email: 'admin@example.com' }) }]) await link(body)
    await link({ id_token: idToken({ email: 'mine@example.com' }), password: 'wrong' })
    await link({ provider: 'google', id_token: idToken({ email: 'owner@example.com' }), password: memberPassword })
    const members = (await mock.tenant()).members.all()
    talk.note(
      'members',
      members.map(({ name, role, hasGoogle, isVerified, joinedMs }) => ({
        name,
        role,
        hasGoogle,
        isVerified,
        joinedMs,
      })),
    )
  })
  expect(text).toMatchSnapshot()
})
