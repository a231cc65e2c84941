import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { bySession, openBase, type Talk, transcript } from '../../testing/transcript.ts'

/** The drive is the dashboard's: every call comes with its token. */
const asked =
  ({ ask }: Talk): Talk['ask'] =>
  (line, body) =>
    ask(line, body, bySession)

const auth = '/cloud-storage/auth/google_drive'

async function connect({ mock }: Talk): Promise<string> {
  const { json } = await mock.send('POST', auth, { ...bySession, body: { provider: 'google_drive' } })
  const body = { code: 'drive-code', state: json.state }
  return (await mock.send('POST', `${auth}/callback`, { ...bySession, body })).json.connection.id
}

test('a drive is connected, listed and disconnected', async () => {
  const text = await transcript(async (talk) => {
    const { mock, wait } = talk
    const ask = asked(talk)
    const { json } = await ask(`POST ${auth}`, { provider: 'google_drive' })
    await ask(`POST ${auth}`, { provider: 'google_drive', redirect_uri: 'https://example.com/back?a=1' })
    for (const redirect_uri of ['ftp://example.com', 'example.com'])
      await ask(`POST ${auth}`, { provider: 'google_drive', redirect_uri })
    await ask('POST /cloud-storage/auth/dropbox', { provider: 'google_drive' })
    await ask(`POST ${auth}`, { provider: 'dropbox' })
    await ask(`GET ${openBase}${auth}/callback?code=a%3Cb&state=c&error=d`)
    await ask(`GET ${openBase}/cloud-storage/auth/dropbox/callback?code=a&state=c`)
    await ask(`POST ${auth}/callback`, { code: '', state: json.state })
    await ask(`POST ${auth}/callback`, { code: 'a', state: 'none' })
    await ask('POST /cloud-storage/auth/dropbox/callback', { code: 'a', state: json.state })
    wait(599_999)
    const { json: first } = await ask(`POST ${auth}/callback`, { code: 'a', state: json.state })
    await ask(`POST ${auth}/callback`, { code: 'a', state: json.state })
    const { json: again } = await mock.send('POST', auth, { ...bySession, body: { provider: 'google_drive' } })
    await ask(`POST ${auth}/callback`, { code: 'a', state: again.state })
    const { json: late } = await mock.send('POST', auth, { ...bySession, body: { provider: 'google_drive' } })
    wait(600_000)
    await ask(`POST ${auth}/callback`, { code: 'a', state: late.state })
    await ask('GET /cloud-storage/connections')
    for (const provider of ['google_drive', 'dropbox']) await ask(`GET /cloud-storage/connections?provider=${provider}`)
    const connection = `/cloud-storage/connections/${first.connection.id}`
    await ask(`DELETE ${connection.toUpperCase().replace('/CLOUD-STORAGE/CONNECTIONS', '/cloud-storage/connections')}`)
    await ask(`DELETE ${connection}`)
    await ask(`GET ${connection}/picker-token`)
    await ask('GET /cloud-storage/connections')
    await ask('GET /cloud-storage/connections?active_only=false')
  })
  expect(text).toMatchSnapshot()
})

test('the picker sees what lies in the drive', async () => {
  const text = await transcript(async (talk) => {
    const { mock, wait } = talk
    const ask = asked(talk)
    const connection = await connect(talk)
    const { json } = await ask(`GET /cloud-storage/connections/${connection}/picker-token`)
    const look = (endpoint: string, session_id = json.session.session_id) =>
      ask('POST /cloud-storage/picker-proxy', { session_id, endpoint })
    for (const endpoint of [
      'about',
      '/files',
      'files/drive-chair',
      '/files/drive-report/export',
      'files/none',
      'file',
      'files/a/b',
    ])
      await look(endpoint)
    await look('about', 'none')
    await ask('POST /cloud-storage/export', { connection_id: connection, image_ids: [id.bell, id.contract, id.nobody] })
    wait(2_499)
    await look('files')
    await ask(`DELETE /user-files/${id.bell}`)
    wait(10_000)
    await look('files')
    wait(3_600_000 - 12_500)
    await look('about')
    wait(1)
    await look('about')
    const { json: other } = await mock.send('GET', `/cloud-storage/connections/${connection}/picker-token`, bySession)
    await mock.send('DELETE', `/cloud-storage/connections/${connection}`, bySession)
    await look('about', other.session.session_id)
  })
  expect(text).toMatchSnapshot()
})

const files = [
  { id: 'one', name: 'one.photo.png', mime_type: 'image/png', size_bytes: 10 },
  { id: 'two', name: 'two' },
  { id: 'missing-3', name: 'three.pdf', mime_type: 'application/pdf', size_bytes: 5 },
]

test('files are imported one after the other', async () => {
  const text = await transcript(async (talk) => {
    const { mock, note, wait } = talk
    const ask = asked(talk)
    const connection_id = await connect(talk)
    const tenant = await mock.tenant()
    const before = { ...tenant.usage }
    const more = { tags: ['drive'], collection_id: id.work.toUpperCase() }
    const { json } = await ask('POST /cloud-storage/import', { connection_id, files, ...more })
    note('taken', [tenant.usage.descriptions - before.descriptions, tenant.usage.storageBytes - before.storageBytes])
    const job = `/cloud-storage/jobs/${json.job_id}`
    for (const ms of [0, 500, 1_000, 1_000, 999, 1]) {
      wait(ms)
      await ask(`GET ${job}`)
    }
    for (const image of json.image_ids) note('file', tenant.files.get(image))
    await ask('GET /cloud-storage/connections')
    const kinds = ['image/gif', 'image/webp', 'image/jpeg', 'text/plain']
    const others = kinds.map((mime_type, index) => ({ id: `f${index}`, name: `${index}`, mime_type, size_bytes: 1 }))
    const undescribed = { connection_id, files: others, auto_describe: false }
    const { json: second } = await ask('POST /cloud-storage/import', undescribed)
    for (const image of second.image_ids) {
      const { format, work, upload_description, folder_id, tags, width, media_type, variantsMs } =
        tenant.files.get(image) ?? {}
      note('file', { format, work, upload_description, folder_id, tags, width, media_type, variantsMs })
    }
  })
  expect(text).toMatchSnapshot()
})

test('jobs fail in part, or altogether, and exports name what is not there', async () => {
  const text = await transcript(async (talk) => {
    const { wait } = talk
    const ask = asked(talk)
    const connection_id = await connect(talk)
    const run = async (path: string, body: object) => {
      const { json } = await ask(`POST /cloud-storage/${path}`, { connection_id, ...body })
      wait(10_000)
      await ask(`GET /cloud-storage/jobs/${json.job_id.toUpperCase()}`)
    }
    await run('import', { files: files.slice(2) })
    await run('import', { files: files.slice(0, 1) })
    await run('export', { image_ids: [id.bell.toUpperCase(), id.nobody] })
    await run('export', { image_ids: [id.bell] })
    await ask('POST /cloud-storage/import', { connection_id, files: [] })
    await ask('POST /cloud-storage/export', { connection_id, image_ids: [] })
    await ask('POST /cloud-storage/import', { connection_id: id.nobody, files })
    await ask('POST /cloud-storage/export', { connection_id: id.nobody, image_ids: [id.bell] })
    await ask(`GET /cloud-storage/jobs/${id.nobody}`)
  })
  expect(text).toMatchSnapshot()
})

test('an import that the plan does not cover takes nothing', async () => {
  const text = await transcript(async (talk) => {
    const { mock, note } = talk
    const ask = asked(talk)
    const connection_id = await connect(talk)
    const tenant = await mock.tenant()
    const { storageBytes } = tenant.usage
    for (const descriptionsPerMonth of [1, 2]) {
      tenant.limitOverrides = { descriptionsPerMonth }
      await ask('POST /cloud-storage/import', { connection_id, files })
      note('taken', [tenant.usage.descriptions, tenant.usage.storageBytes - storageBytes])
    }
    tenant.limitOverrides = { storageBytes: tenant.usage.storageBytes + 14 }
    const sized = [files[0], files[2]]
    await ask('POST /cloud-storage/import', { connection_id, files: sized })
    note('taken', [tenant.usage.descriptions, tenant.usage.storageBytes - storageBytes])
  })
  expect(text).toMatchSnapshot()
})
