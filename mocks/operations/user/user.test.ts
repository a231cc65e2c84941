import { expect, test } from 'vitest'
import { memberPassword } from '../../../fixtures/members.ts'
import { logInAs, sendOpenly } from '../../testing/login.ts'
import { createTestMock } from '../../testing/test-mock.ts'

test('name and preferences are changed, and null changes neither', async () => {
  using mock = createTestMock()
  const user = await logInAs(mock, 'editor@example.com')
  await user.send('PATCH', '/user/profile', { name: 'Eve', preferences: { theme: 'dark' } })
  await user.send('PATCH', '/user/profile', { name: null, preferences: null })
  expect((await user.send('GET', '/user/profile')).json).toMatchObject({ name: 'Eve', preferences: { theme: 'dark' } })
})

test('a changed password ends the other sessions; the old one no longer logs in', async () => {
  using mock = createTestMock()
  const [here, elsewhere] = [await logInAs(mock, 'owner@example.com'), await logInAs(mock, 'owner@example.com')]
  const change = (current: string) =>
    here.send('POST', '/user/change-password', { current_password: current, new_password: 'brand new password' })
  const wrong = await change('wrong')
  expect([wrong.status, wrong.json.error.details.field]).toEqual([400, 'current_password'])
  expect((await change(memberPassword)).json).toMatchObject({
    session_rotation_required: true,
    rotation_endpoint: '/api/v2/auth/session/rotate-session',
  })
  expect((await here.send('GET', '/user/profile')).status).toBe(200)
  expect((await elsewhere.send('GET', '/user/profile')).status).toBe(401)
  await expect(logInAs(mock, 'owner@example.com')).rejects.toThrow('401')
  await logInAs(mock, 'owner@example.com', 'brand new password')
})

test('an address changes when its token is confirmed, and never to one in use', async () => {
  using mock = createTestMock()
  const user = await logInAs(mock, 'viewer@example.com')
  const ask = (email: string, password = memberPassword) =>
    user.send('POST', '/user/change-email', { new_email: email, password })
  expect((await ask('owner@example.com')).status).toBe(409)
  expect((await ask('v@example.com', 'wrong')).json.error.details.field).toBe('password')
  const { status, headers } = await ask('v@example.com')
  expect(status).toBe(202)
  expect((await user.send('GET', '/user/profile')).json.email).toBe('viewer@example.com')
  const token = headers['mock-mail-token']
  expect((await sendOpenly(mock, 'POST', '/user/confirm-email-change', { token })).status).toBe(200)
  expect((await sendOpenly(mock, 'POST', '/user/confirm-email-change', { token })).status).toBe(400)
  await logInAs(mock, 'v@example.com')
})

test('every session but this one is ended at once, and this one not by its id', async () => {
  using mock = createTestMock()
  const [here, elsewhere] = [await logInAs(mock, 'owner@example.com'), await logInAs(mock, 'owner@example.com')]
  const { json } = await here.send('GET', '/user/sessions')
  const current = json.find(({ is_current: isCurrent }: { is_current: boolean }) => isCurrent)
  expect((await here.send('DELETE', `/user/sessions/${current.id}`)).json.error.details.field).toBe('session_id')
  expect((await here.send('POST', '/user/revoke-all-sessions')).status).toBe(204)
  expect((await elsewhere.send('GET', '/user/sessions')).status).toBe(401)
  expect((await here.send('GET', '/user/sessions')).json).toHaveLength(1)
})

test('who came through Google sets a first password, once', async () => {
  using mock = createTestMock()
  const token = `x.${btoa(JSON.stringify({ email: 'g@example.com' }))}.x`
  const { json } = await sendOpenly(mock, 'POST', '/auth/session/google', { id_token: token })
  const headers = { authorization: `Bearer ${json.session_token}`, 'content-type': 'application/json' }
  const set = () => mock.send('POST', '/user/set-initial-password', { as: null, headers, body: '"a first password"' })
  expect((await set()).json).toEqual({ success: true, auth_provider: 'both' })
  expect((await set()).status).toBe(400)
  await logInAs(mock, 'g@example.com', 'a first password')
})

test('with a member only the member goes; with the owner every credential', async () => {
  using mock = createTestMock()
  const viewer = await logInAs(mock, 'viewer@example.com')
  const owner = await logInAs(mock, 'owner@example.com')
  const goes = { confirmation: 'delete my account' }
  expect((await viewer.send('POST', '/user/account/delete', { confirmation: 'yes' })).status).toBe(400)
  expect((await viewer.send('POST', '/user/account/delete', goes)).status).toBe(200)
  expect((await viewer.send('GET', '/user/profile')).json.error.code).toBe('INVALID_API_KEY')
  expect((await owner.send('POST', '/user/account/delete', goes)).status).toBe(200)
  expect((await mock.send('GET', '/user-files')).json.error.code).toBe('DEACTIVATED_API_KEY')
  await expect(logInAs(mock, 'owner@example.com')).rejects.toThrow('401')
})
