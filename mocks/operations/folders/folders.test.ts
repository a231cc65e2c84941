import { describe, expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

async function create(mock: TestMock, name: string, parentId: string | null = null): Promise<string> {
  const { status, json } = await mock.send('POST', '/folders', { body: { name, parent_id: parentId } })
  expect(status).toBe(201)
  return json.id
}

const move = (mock: TestMock, id: string, parentId: string | null) =>
  mock.send('POST', `/folders/${id}/move`, { body: { new_parent_id: parentId } })

/** Folders one below the other; the ids from the top down. */
async function chain(mock: TestMock, length: number): Promise<string[]> {
  const ids: string[] = []
  for (let level = 0; level < length; level++) ids.push(await create(mock, `level ${level}`, ids.at(-1) ?? null))
  return ids
}

async function fileIds(mock: TestMock, count: number): Promise<string[]> {
  const { json } = await mock.send('GET', `/user-files?limit=${count}`)
  return json.files.map(({ id }: { id: string }) => id)
}

describe('a folder', () => {
  test('lies at most ten levels below the top', async () => {
    using mock = createTestMock()
    const ids = await chain(mock, 11)
    const { json } = await mock.send('GET', `/folders/${ids.at(-1)}`)
    expect(json.folder.depth).toBe(10)
    const refused = await mock.send('POST', '/folders', { body: { name: 'too deep', parent_id: ids.at(-1) } })
    expect([refused.status, refused.json.error.details.field]).toEqual([422, 'parent_id'])
  })

  test('takes what is below it along, and not deeper than ten levels', async () => {
    using mock = createTestMock()
    const deep = await chain(mock, 9)
    const top = await create(mock, 'top')
    const below = await create(mock, 'below', top)
    await create(mock, 'lowest', below)
    expect((await move(mock, top, deep.at(-1) ?? null)).status).toBe(422)
    expect((await move(mock, below, deep.at(-1) ?? null)).status).toBe(200)
    const { json } = await mock.send('GET', `/folders/${below}/breadcrumbs`)
    expect(json.breadcrumbs.map(({ id }: { id: string }) => id)).toEqual([...deep, below])
  })

  test('cannot lie in itself or below itself', async () => {
    using mock = createTestMock()
    const [top = '', , bottom = ''] = await chain(mock, 3)
    for (const target of [top, bottom]) {
      const { status, json } = await move(mock, top, target)
      expect([status, json.error.details.field]).toEqual([422, 'new_parent_id'])
    }
  })

  test('has a name of its own among its neighbours, letters of either case being the same', async () => {
    using mock = createTestMock()
    const first = await create(mock, 'Receipts')
    const second = await create(mock, 'Invoices')
    const inner = await create(mock, 'receipts', second)
    expect((await mock.send('PATCH', `/folders/${second}`, { body: { name: 'RECEIPTS' } })).status).toBe(409)
    expect((await mock.send('PATCH', `/folders/${first}`, { body: { name: 'RECEIPTS' } })).status).toBe(200)
    expect((await move(mock, inner, null)).status).toBe(409)
  })

  test('of one name is created once, however many ask at once', async () => {
    using mock = createTestMock()
    const ask = () => mock.send('POST', '/folders', { body: { name: 'Receipts' } })
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })
})

describe('a deleted folder', () => {
  test('leaves what it held to its parent', async () => {
    using mock = createTestMock()
    const top = await create(mock, 'top')
    const middle = await create(mock, 'middle', top)
    const bottom = await create(mock, 'bottom', middle)
    await mock.send('POST', '/folders/move-files', { body: { file_ids: await fileIds(mock, 2), folder_id: middle } })
    const { json } = await mock.send('DELETE', `/folders/${middle}?mode=move_to_parent`)
    expect(json).toMatchObject({ files_affected: 2, subfolders_affected: 1 })
    const { json: above } = await mock.send('GET', `/folders/${top}`)
    expect(above).toMatchObject({ total_files: 2, subfolders: [{ id: bottom, depth: 1 }] })
  })

  test('stays when its parent has a folder of the same name', async () => {
    using mock = createTestMock()
    const top = await create(mock, 'top')
    const middle = await create(mock, 'middle', top)
    await create(mock, 'twin', top)
    await create(mock, 'twin', middle)
    expect((await mock.send('DELETE', `/folders/${middle}`)).status).toBe(409)
    expect((await mock.send('GET', `/folders/${middle}`)).status).toBe(200)
  })

  test('takes everything below it along when that is asked for', async () => {
    using mock = createTestMock()
    const top = await create(mock, 'top')
    const bottom = await create(mock, 'bottom', top)
    const ids = await fileIds(mock, 2)
    const tenant = await mock.tenant()
    const before = tenant.usage.storageBytes
    const bytes = ids.reduce((sum, id) => sum + (tenant.files.get(id)?.size_bytes ?? 0), 0)
    await mock.send('POST', '/folders/move-files', { body: { file_ids: ids, folder_id: bottom } })
    const { json } = await mock.send('DELETE', `/folders/${top}?mode=delete_all`)
    expect(json).toMatchObject({ files_affected: 2, subfolders_affected: 1 })
    expect((await mock.send('GET', `/user-files/${ids[0]}`)).status).toBe(404)
    expect((await mock.send('GET', `/folders/${bottom}`)).status).toBe(404)
    expect(tenant.usage.storageBytes).toBe(before - bytes)
  })
})

test('only files that exist are moved, each once', async () => {
  using mock = createTestMock()
  const folder = await create(mock, 'A')
  const [id] = await fileIds(mock, 1)
  const { json } = await mock.send('POST', '/folders/move-files', {
    body: { file_ids: [id, id, '00000000-0000-4000-8000-000000000000'], folder_id: folder },
  })
  expect(json).toEqual({ moved: 1, total_requested: 3 })
})
