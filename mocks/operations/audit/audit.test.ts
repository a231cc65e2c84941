import { expect, test } from 'vitest'
import { operationIds, operationRow } from '../../../contracts/operations/index.ts'
import { memberPassword } from '../../../fixtures/members.ts'
import { requests } from '../../../fixtures/requests/index.ts'
import { runSteps } from '../../../fixtures/steps/run-steps.ts'
import { logInAs, sendOpenly } from '../../testing/login.ts'
import { coreTarget } from '../../testing/step-target.ts'
import { createTestMock, defaultTenant, type TestMock } from '../../testing/test-mock.ts'
import { auditEvent, isAudited } from './audit-event.ts'

const entries = async (mock: TestMock, query = '') => (await mock.send('GET', `/tenant/audit-logs${query}`)).json

const writes = operationIds.filter((id) => isAudited(id, operationRow(id)))

test.each(writes)('%s leaves an entry of its own', async (id) => {
  using mock = createTestMock()
  await runSteps(coreTarget(mock), defaultTenant, requests[id])
  const last = (await mock.tenant()).audit.all().at(-1)
  expect(last).toMatchObject({ operation: id, result: 'success', ...auditEvent(id, false) })
})

test('what only reads leaves none', async () => {
  using mock = createTestMock()
  await mock.send('GET', '/user-files')
  await mock.send('POST', '/documents/search', { body: { query: 'report' } })
  expect((await entries(mock)).total_count).toBe(0)
})

test('a failed login is told as one, and no password stands anywhere', async () => {
  using mock = createTestMock()
  await sendOpenly(mock, 'POST', '/auth/session/login', { email: 'owner@example.com', password: 'not this secret' })
  const owner = await logInAs(mock, 'owner@example.com')
  await owner.send('POST', '/user/change-password', { current_password: memberPassword, new_password: 'next secret' })
  const failed = await entries(mock, '?event_type=auth.login_failed')
  expect(failed.entries).toEqual([expect.objectContaining({ severity: 'warning', result: 'failure', user_id: null })])
  const all = JSON.stringify((await mock.tenant()).audit.all())
  for (const secret of ['not this secret', memberPassword, 'next secret', owner.token])
    expect(all).not.toContain(secret)
})

test('entries are filtered, paged and read one by one', async () => {
  using mock = createTestMock()
  const names = ['A', 'B', 'C']
  for (const name of names) await mock.send('POST', '/folders', { body: { name } })
  await mock.send('POST', '/folders', { body: { name: 'C' } })
  const {
    entries: page,
    total_count,
    has_more,
  } = await entries(mock, '?limit=2&event_type=folder.created&result=success')
  expect([page.length, total_count, has_more]).toEqual([2, 3, true])
  const from = new Date(mock.time.now() + 1_000).toISOString()
  expect((await entries(mock, `?date_from=${from}`)).total_count).toBe(0)
  expect((await entries(mock, '?result=failure')).entries[0].error_message).toContain('C')
  expect((await mock.send('GET', `/tenant/audit-logs/${page[0].id}`)).json).toEqual(page[0])
  expect((await mock.send('GET', '/tenant/audit-logs/00000000-0000-4000-8000-000000000000')).status).toBe(404)
})

test('an issued key is named by its id, not by itself', async () => {
  using mock = createTestMock()
  const session = { as: null, headers: { authorization: `Bearer session_${defaultTenant}` } }
  const { json } = await mock.send('POST', '/api-keys', { ...session, body: { name: 'ci', scopes: ['write'] } })
  await mock.send('POST', '/folders', {
    as: null,
    headers: { authorization: `Bearer ${json.api_key}` },
    body: { name: 'A' },
  })
  const [entry] = (await entries(mock)).entries
  expect(entry).toMatchObject({ event_type: 'folder.created', api_key_id: json.id })
  expect(JSON.stringify((await entries(mock)).entries)).not.toContain(json.api_key)
})
