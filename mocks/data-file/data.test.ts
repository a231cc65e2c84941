import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'
import { createHandlers } from '../msw-node.ts'
import { createTestMock } from '../testing/test-mock.ts'
import type { WorldData } from './data.ts'

const folder = '00000000-0000-4000-8000-000000000001'
const image = '00000000-0000-4000-8000-0000000000aa'

const data: WorldData = {
  folders: [
    { id: folder, name: 'Invoices' },
    { name: 'Paid', parent_id: folder },
  ],
  files: [
    { id: image, title: 'A red bicycle', tags: ['bike'], folder_id: folder, upload_description: 'A bicycle' },
    { filename: 'second.jpg', content_type: 'image/jpeg', dimensions: { width: 40, height: 30 } },
  ],
  documents: [{ filename: 'contract.pdf', text: ['whoever signs'], page_count: 2 }],
  videos: [{ title: 'A clip', scenes: ['a street', 'a house'], duration_seconds: 4 }],
  links: [{ url: 'https://example.com/page', title: 'A page' }],
  chats: [{ title: 'About bicycles', messages: [{ role: 'user', content: 'Which?', image_ids: [image] }] }],
  members: [{ email: 'me@example.com', role: 'owner', password: 'a secret of mine' }],
  tenants: { empty: {} },
}

test('a tenant finds the records of the data in their order, and nothing else', async () => {
  using mock = createTestMock({ data })
  const { files } = (await mock.send('GET', '/user-files')).json
  expect(files.map(({ title, filename }: { title: string; filename: string }) => title ?? filename)).toEqual([
    'A red bicycle',
    'second.jpg',
    'contract.pdf',
    'A clip',
    'A page',
  ])
  for (const { id } of files) expect((await mock.send('GET', `/user-files/${id}`)).status).toBe(200)
  expect((await mock.send('GET', `/storage/${image}`)).status).toBe(200)
  expect((await mock.send('GET', '/folders')).json.folders).toMatchObject([
    { id: folder, name: 'Invoices', file_count: 1, subfolder_count: 1 },
    { name: 'Paid', parent_id: folder },
  ])
  expect((await mock.send('GET', '/documents')).json.documents).toMatchObject([{ filename: 'contract.pdf' }])
  expect((await mock.send('GET', '/chat/sessions')).json.sessions).toMatchObject([{ title: 'About bicycles' }])
  expect((await mock.tenant()).members.all()).toMatchObject([
    { email: 'me@example.com', name: 'me', role: 'owner', password: 'a secret of mine' },
  ])
})

test('a tenant that is named finds its own records alone', async () => {
  using mock = createTestMock({ data })
  expect((await mock.send('GET', '/user-files', { as: 'empty' })).json.total_count).toBe(0)
})

test('data for one tenant leaves the others what is made up', async () => {
  using mock = createTestMock({ data: { tenants: { mine: { files: [{}] } } }, files: 5 })
  expect((await mock.send('GET', '/user-files', { as: 'mine' })).json.total_count).toBe(1)
  expect((await mock.send('GET', '/user-files', { as: 'other' })).json.total_count).toBeGreaterThan(5)
})

test('ids are the same on every start, and a reset brings the records back', async () => {
  using mock = createTestMock({ data })
  const list = async () => (await mock.send('GET', '/user-files')).json
  const first = await list()
  using again = createTestMock({ data })
  expect((await again.send('GET', '/user-files')).json.files[1].id).toBe(first.files[1].id)
  await mock.send('DELETE', `/user-files/${image}`)
  expect((await list()).total_count).toBe(4)
  mock.core.reset('name_of_your_choice')
  expect((await list()).files).toEqual(first.files)
})

const url = 'https://api.aionvision.tech/api/v2/user-files'
const headers = { Authorization: 'Bearer aion_test_name_of_your_choice' }

test('fetch and handlers take it as an object, handlers in Node as a file, too', async () => {
  const fetch = createFetch({ data })
  expect(await (await fetch(url, { headers })).json()).toMatchObject({ total_count: 5 })
  const folderOfFile = mkdtempSync(join(tmpdir(), 'aion-contract-data-'))
  try {
    const file = join(folderOfFile, 'mine.json')
    const utf16 = Buffer.from(`\uFEFF${JSON.stringify(data)}`, 'utf16le')
    writeFileSync(file, utf16)
    expect(createHandlers({ data: file })).not.toHaveLength(0)
    writeFileSync(file, Buffer.from([0x7b, 0xff, 0x7d]))
    expect(() => createHandlers({ data: file })).toThrow(/is not UTF-8 text/)
    expect(() => createHandlers({ data: folderOfFile })).toThrow(/it is a folder/)
    expect(() => createFetch({ data: file })).toThrow(/files are read in Node only/)
  } finally {
    rmSync(folderOfFile, { recursive: true })
  }
  // @ts-expect-error: no such resource
  expect(() => createFetch({ data: { fils: [] } })).toThrow(/Did you mean files/)
})
