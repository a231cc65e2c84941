import { expect, test } from 'vitest'
import { memberPassword } from '../../../fixtures/members.ts'
import { bySession, byToken, openBase, type Talk, transcript } from '../../testing/transcript.ts'

const logIn = async ({ mock }: Talk, email: string, password = memberPassword) => {
  const { json } = await mock.send('POST', `${openBase}/auth/session/login`, { body: { email, password } })
  return { id: json.session_id, by: byToken(json.session_token) }
}

test('a profile is read and changed', async () => {
  const text = await transcript(async (talk) => {
    const { ask } = talk
    await ask('GET /user/profile', undefined, bySession)
    const { by } = await logIn(talk, 'admin@example.com')
    await ask('GET /user/profile', undefined, by)
    const changes = [{ name: 'Ada' }, { preferences: { theme: 'dark' } }, { name: null, preferences: null }, {}]
    for (const body of changes) await ask('PATCH /user/profile', body, by)
    await ask('GET /user/profile', undefined, by)
  })
  expect(text).toMatchSnapshot()
})

test('a password is changed, and ends the other sessions', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock } = talk
    const other = await logIn(talk, 'admin@example.com')
    const { by } = await logIn(talk, 'admin@example.com')
    const change = (current_password: string) =>
      ask('POST /user/change-password', { current_password, new_password: 'another one' }, by)
    await change('wrong')
    await change(memberPassword)
    await ask('GET /user/profile', undefined, other.by)
    await ask('GET /user/sessions', undefined, by)
    const json = { ...by, headers: { ...by.headers, 'content-type': 'application/json' } }
    await ask('POST /user/set-initial-password', JSON.stringify('a first one'), json)
    const tenant = await mock.tenant()
    const admin = tenant.members.all().find(({ role }) => role === 'admin')
    for (const hasGoogle of [true, false]) {
      await tenant.members.update(admin?.id ?? '', (draft) => Object.assign(draft, { password: null, hasGoogle }))
      await ask('POST /user/set-initial-password', JSON.stringify('a first one'), json)
    }
    talk.note('password', tenant.members.get(admin?.id ?? '')?.password)
  })
  expect(text).toMatchSnapshot()
})

test('an address changes once its token is confirmed', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, wait } = talk
    const { by } = await logIn(talk, 'admin@example.com')
    const tenant = await mock.tenant()
    const admin = tenant.members.all().find(({ role }) => role === 'admin')
    await tenant.members.update(admin?.id ?? '', (draft) => Object.assign(draft, { isVerified: false }))
    const change = (new_email: string, password = memberPassword) =>
      ask('POST /user/change-email', { new_email, password }, by)
    await change('new@example.com', 'wrong')
    await change('VIEWER@example.com')
    const { headers: first } = await change('new@example.com')
    const { headers: second } = await change('new@example.com')
    const confirm = (token: string | undefined) => ask('POST /user/confirm-email-change', { token }, by)
    await confirm('none')
    await confirm(first['mock-mail-token'])
    await confirm(second['mock-mail-token'])
    await ask('GET /user/profile', undefined, by)
    wait(86_400_000)
    const late = await logIn(talk, 'new@example.com')
    const { headers: third } = await ask(
      'POST /user/change-email',
      { new_email: 'c@example.com', password: memberPassword },
      late.by,
    )
    wait(86_400_000)
    await ask('POST /user/confirm-email-change', { token: third['mock-mail-token'] }, bySession)
  })
  expect(text).toMatchSnapshot()
})

test('sessions are listed and ended, but not the one that asks', async () => {
  const text = await transcript(async (talk) => {
    const { ask, wait, mock, note } = talk
    const first = await logIn(talk, 'admin@example.com')
    wait(1_000)
    const second = await logIn(talk, 'admin@example.com')
    await logIn(talk, 'admin@example.com')
    await ask('GET /user/sessions', undefined, second.by)
    await ask(`DELETE /user/sessions/${first.id}`, undefined, first.by)
    await ask(`DELETE /user/sessions/${first.id.toUpperCase()}`, undefined, second.by)
    await ask(`DELETE /user/sessions/${first.id}`, undefined, second.by)
    await ask('POST /user/revoke-all-sessions', undefined, second.by)
    await ask('GET /user/sessions', undefined, second.by)
    await ask('GET /user/sessions', undefined, bySession)
    note(
      'ended',
      (await mock.tenant()).logins.all().map(({ revokedMs }) => revokedMs),
    )
  })
  expect(text).toMatchSnapshot()
})

test('an account is deleted, and with its owner the tenant', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const { by } = await logIn(talk, 'viewer@example.com')
    await ask('POST /user/account/delete', { confirmation: 'yes' }, by)
    await ask('POST /user/account/delete', { confirmation: 'delete my account' }, by)
    await ask('GET /user/profile', undefined, by)
    note(
      'members',
      (await mock.tenant()).members.all().map(({ name }) => name),
    )
    const owner = await logIn(talk, 'owner@example.com')
    await ask('POST /user/account/delete', { confirmation: 'delete my account' }, owner.by)
    for (const request of [owner.by, bySession, {}]) await ask('GET /user/profile', undefined, request)
    await ask('GET /folders')
    await ask(`POST ${openBase}/auth/session/login`, { email: 'admin@example.com', password: memberPassword })
    const { logins, account } = await mock.tenant()
    note('ended', [logins.all().map(({ revokedMs }) => revokedMs), account.closedMs])
  })
  expect(text).toMatchSnapshot()
})
