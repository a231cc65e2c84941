import { expect, test } from 'vitest'
import { logInAs, type TestUser } from '../../testing/login.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const auth = '/cloud-storage/auth/google_drive'
const nobody = '00000000-0000-4000-8000-000000000000'

async function connect(user: TestUser) {
  const { json } = await user.send('POST', auth, {
    provider: 'google_drive',
    redirect_uri: 'https://app.example/back?x=1',
  })
  const back = new URL(json.authorization_url)
  const [code, state] = [back.searchParams.get('code'), back.searchParams.get('state')]
  return (await user.send('POST', `${auth}/callback`, { code, state })).json
}

async function connected() {
  const mock = createTestMock()
  const user = await logInAs(mock, 'owner@example.com')
  const { connection } = await connect(user)
  return { mock, user, id: connection.id as string }
}

const start = (mock: TestMock, connection: string, files: object[], more: object = {}) =>
  mock.send('POST', '/cloud-storage/import', { body: { connection_id: connection, files, ...more } })

const photos = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `drive-${n}`,
    name: `photo ${n}.jpg`,
    mime_type: 'image/jpeg',
    size_bytes: 1_000,
  }))

const progress = async (mock: TestMock, job: string) => {
  const {
    status,
    completed_files: done,
    failed_files: failed,
  } = (await mock.send('GET', `/cloud-storage/jobs/${job}`)).json.job
  return [status, done, failed]
}

test('a drive is connected once, listed and disconnected', async () => {
  const { mock, user, id } = await connected()
  expect((await connect(user)).is_new).toBe(false)
  const list = async (query = '') => (await mock.send('GET', `/cloud-storage/connections${query}`)).json
  expect(await list()).toMatchObject({
    total_count: 1,
    connections: [{ id, provider: 'google_drive', is_active: true }],
  })
  expect((await list('?provider=other')).total_count).toBe(0)
  expect((await mock.send('DELETE', `/cloud-storage/connections/${id}`)).json.success).toBe(true)
  expect((await mock.send('DELETE', `/cloud-storage/connections/${id}`)).status).toBe(404)
  expect([(await list()).total_count, (await list('?active_only=false')).total_count]).toEqual([0, 1])
  expect((await connect(user)).is_new).toBe(true)
  mock.close()
})

test('a state holds once, for one provider, for ten minutes', async () => {
  using mock = createTestMock()
  const user = await logInAs(mock, 'owner@example.com')
  const begin = async () => (await user.send('POST', auth, { provider: 'google_drive' })).json
  const { state } = await begin()
  const end = (sent: string) => user.send('POST', `${auth}/callback`, { code: 'x', state: sent })
  expect([(await end(state)).status, (await end(state)).status]).toEqual([200, 400])
  const late = await begin()
  const { clock } = await mock.tenant()
  clock.advance(600_000)
  expect((await end(late.state)).json.error.details.field).toBe('state')
  expect((await user.send('POST', '/cloud-storage/auth/dropbox', { provider: 'dropbox' })).status).toBe(400)
  expect((await user.send('POST', auth, { provider: 'google_drive', redirect_uri: 'javascript:1' })).status).toBe(400)
})

test("the mock's own page tells its opener, and what it was sent cannot leave the script", async () => {
  using mock = createTestMock()
  const user = await logInAs(mock, 'owner@example.com')
  const { json } = await user.send('POST', auth, { provider: 'google_drive' })
  expect((await mock.send('GET', json.authorization_url, { as: null })).text).toContain(json.state)
  const evil = await user.send('GET', `${auth}/callback?code=${encodeURIComponent('</script><b>')}&state=x`)
  expect(evil.text).not.toContain('</script><b>')
})

test('an import goes from pending to completed, file by file; its files are there at once', async () => {
  const { mock, id } = await connected()
  const { json } = await start(mock, id, photos(3), { tags: ['drive'] })
  expect(json).toMatchObject({ status: 'pending', total_files: 3, is_async: true })
  const { clock } = await mock.tenant()
  const seen: unknown[] = []
  for (let step = 0; step < 4; step++) {
    seen.push(await progress(mock, json.job_id))
    clock.advance(1_000)
  }
  expect(seen).toEqual([
    ['pending', 0, 0],
    ['in_progress', 0, 0],
    ['in_progress', 1, 0],
    ['in_progress', 2, 0],
  ])
  expect(await progress(mock, json.job_id)).toEqual(['completed', 3, 0])
  clock.advance(5_000)
  const file = (await mock.send('GET', `/user-files/${json.image_ids[0]}`)).json
  expect(file).toMatchObject({ tags: ['drive'], size_bytes: 1_000, description_status: 'completed' })
  mock.close()
})

test('files that are not in the drive fail, the others do not; one that only fails has failed', async () => {
  const { mock, id } = await connected()
  const gone = { id: 'missing-1', name: 'gone.jpg' }
  const { clock } = await mock.tenant()
  const some = (await start(mock, id, [...photos(1), gone])).json
  const none = (await start(mock, id, [gone])).json
  clock.advance(60_000)
  expect(await progress(mock, some.job_id)).toEqual(['partial', 1, 1])
  expect(await progress(mock, none.job_id)).toEqual(['failed', 0, 1])
  const { job } = (await mock.send('GET', `/cloud-storage/jobs/${none.job_id}`)).json
  expect(job).toMatchObject({ error: 'There is no file missing-1', completed_at: expect.any(String) })
  mock.close()
})

test('an import takes storage and credits, all or nothing', async () => {
  const { mock, id } = await connected()
  const tenant = await mock.tenant()
  const before = { ...tenant.usage }
  await start(mock, id, photos(2))
  expect(tenant.usage).toMatchObject({
    storageBytes: before.storageBytes + 2_000,
    descriptions: before.descriptions + 2,
  })
  tenant.limitOverrides = { descriptionsPerMonth: 3 }
  expect((await start(mock, id, photos(2))).json.error.code).toBe('USAGE_LIMIT_EXCEEDED')
  expect((await start(mock, id, photos(2), { auto_describe: false })).status).toBe(200)
  tenant.limitOverrides = { storageBytes: tenant.usage.storageBytes + 1 }
  expect((await start(mock, id, photos(1))).json.error.code).toBe('STORAGE_QUOTA_EXCEEDED')
  expect(tenant.usage.descriptions).toBe(before.descriptions + 2)
  mock.close()
})

test('what was exported lies in the drive', async () => {
  const { mock, user, id } = await connected()
  const { session } = (await user.send('GET', `/cloud-storage/connections/${id}/picker-token`)).json
  const ask = (endpoint: string) =>
    user.send('POST', '/cloud-storage/picker-proxy', { session_id: session.session_id, endpoint })
  const before = (await ask('files')).json.data.files
  const [file] = (await mock.send('GET', '/user-files?limit=1&media_types=image')).json.files
  const { json } = await mock.send('POST', '/cloud-storage/export', {
    body: { connection_id: id, image_ids: [file.id, nobody] },
  })
  expect(json).toMatchObject({ cloud_file_ids: null, job_status: 'pending', is_async: true })
  const { clock } = await mock.tenant()
  clock.advance(60_000)
  expect(await progress(mock, json.job_id)).toEqual(['partial', 1, 1])
  const after = (await ask('files')).json.data.files
  expect(after).toHaveLength(before.length + 1)
  expect((await ask(`files/${after.at(-1).id}`)).json.data.name).toBe(file.filename)
  mock.close()
})

test('the picker asks what the drive allows, as long as its session lasts', async () => {
  const { mock, user, id } = await connected()
  const { session } = (await user.send('GET', `/cloud-storage/connections/${id}/picker-token`)).json
  const ask = async (endpoint: string) =>
    (await user.send('POST', '/cloud-storage/picker-proxy', { session_id: session.session_id, endpoint })).status
  expect([await ask('about'), await ask('files/none'), await ask('permissions')]).toEqual([200, 404, 400])
  const { clock } = await mock.tenant()
  clock.advance(3_600_000)
  const fresh = await logInAs(mock, 'owner@example.com')
  const late = await fresh.send('POST', '/cloud-storage/picker-proxy', {
    session_id: session.session_id,
    endpoint: 'about',
  })
  expect([late.status, late.json.error.code]).toEqual([401, 'EXPIRED_API_KEY'])
  mock.close()
})

test.each([
  ['import', { files: [{ id: 'a', name: 'a.jpg' }] }],
  ['export', { image_ids: [nobody] }],
])('an %s over no connection is 404, and of nothing 400', async (what, body) => {
  const { mock, id } = await connected()
  const send = async (connection: string, sent: object) =>
    (await mock.send('POST', `/cloud-storage/${what}`, { body: { connection_id: connection, ...sent } })).status
  const nothing = Object.fromEntries(Object.keys(body).map((name) => [name, []]))
  expect([await send(nobody, body), await send(id, nothing)]).toEqual([404, 400])
  expect((await mock.send('GET', `/cloud-storage/jobs/${nobody}`)).status).toBe(404)
  mock.close()
})
