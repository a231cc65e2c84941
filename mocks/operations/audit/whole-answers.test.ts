import { expect, test } from 'vitest'
import { operationIds, operationRow } from '../../../contracts/operations/index.ts'
import { memberPassword } from '../../../fixtures/members.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { bySession, byToken, openBase, type Talk, transcript } from '../../testing/transcript.ts'
import { auditEvent, isAudited } from './audit-event.ts'

/** Changes of many kinds, by a key, a session and a login, some refused. */
async function change({ mock }: Talk) {
  const { send } = mock
  const { json: key } = await send('POST', '/api-keys', { ...bySession, body: { name: 'k', scopes: ['write'] } })
  mock.time.advance(1_000)
  await send('POST', '/folders', { ...byToken(key.api_key), body: { name: 'A' } })
  await send('POST', '/folders', { body: { name: 'a' } })
  await send('POST', '/folders', { body: { name: 7 } })
  mock.time.advance(1_000)
  await send('DELETE', `/user-files/${id.bell}`)
  await send('DELETE', `/user-files/${id.nobody}`)
  const login = { email: 'viewer@example.com', password: memberPassword }
  await send('POST', `${openBase}/auth/session/login`, { body: login })
  await send('POST', `${openBase}/auth/session/login`, { body: { ...login, password: 'x' } })
  await send('PATCH', `/tenant/members/${id.owner}/role`, { ...bySession, body: { role: 'viewer' } })
  await send('PATCH', `/tenant/members/${id.viewer}/role`, { ...bySession, body: { role: 'editor' } })
  const tenant = await mock.tenant()
  tenant.provider = 'down'
  await send('POST', '/batch/describe', { body: { images: [{ image_url: 'https://a.example' }] } })
  tenant.provider = 'up'
  await send('POST', '/user-files/batch-delete', { body: { file_ids: [id.lane] } })
  await send('POST', '/cloud-storage/auth/google_drive', { ...bySession, body: { provider: 'google_drive' } })
}

test('every change leaves an entry', async () => {
  const text = await transcript(async (talk) => {
    await change(talk)
    const { json } = await talk.ask('GET /tenant/audit-logs')
    await talk.ask(`GET /tenant/audit-logs/${json.entries[0].id.toUpperCase()}`)
    await talk.ask(`GET /tenant/audit-logs/${id.nobody}`)
  })
  expect(text).toMatchSnapshot()
})

test('entries are found by what they say', async () => {
  const text = await transcript(async (talk) => {
    await change(talk)
    const queries = [
      'limit=2',
      'limit=2&offset=1',
      'limit=11&offset=1',
      'limit=12',
      'event_type=folder.created',
      'event_type=auth.login',
      'severity=warning',
      'severity=error',
      'result=denied',
      'result=failure',
      `user_id=${id.viewer.toUpperCase()}`,
      'date_from=2026-01-15T12:00:02Z',
      'date_to=2026-01-15T12:00:01Z',
      'date_from=2026-01-15T12:00:01Z&date_to=2026-01-15T12:00:01Z',
    ]
    for (const query of queries) {
      const { json } = await talk.mock.send('GET', `/tenant/audit-logs?${query}`)
      const { entries, ...rest } = json
      const told = entries.map(
        (entry: Record<string, unknown>) => `${entry.event_type} ${entry.result} ${entry.severity}`,
      )
      talk.note(query, { ...rest, told })
    }
  })
  expect(text).toMatchSnapshot()
})

test('each operation that changes something has an event', () => {
  const told = operationIds
    .filter((operation) => isAudited(operation, operationRow(operation)))
    .map((operation) => {
      const [success, failure] = [false, true].map((isFailure) =>
        Object.values(auditEvent(operation, isFailure)).join(' '),
      )
      return `${operation}: ${success}${failure === success ? '' : ` / ${failure}`}`
    })
  expect(`\n${told.join('\n')}\n`).toMatchSnapshot()
})

test.each([
  ['deleteFiles', false, 'files.deleted', 'files', 'delete'],
  ['createBatch', true, 'batch.created', 'batch', 'create'],
  ['organizeFiles', false, 'files.organized', 'files', 'organize'],
  ['logout', false, 'auth.logout', 'auth', 'logout'],
  ['login', true, 'auth.login_failed', 'auth', 'login_failed'],
  ['login', false, 'auth.login', 'auth', 'login'],
  ['logout', true, 'auth.logout', 'auth', 'logout'],
  ['createApiKey', false, 'api_key.created', 'api_key', 'created'],
] as const)('%s, failed: %s, is %s', (operation, isFailure, eventType, resourceType, action) => {
  expect(auditEvent(operation, isFailure)).toEqual({ eventType, resourceType, action })
})
