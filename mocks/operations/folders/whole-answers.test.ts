import { expect, test } from 'vitest'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { type Talk, transcript } from '../../testing/transcript.ts'

test('folders are listed, opened and made', async () => {
  const text = await transcript(async ({ ask, wait }) => {
    await ask('GET /folders')
    for (const folder of [id.work, id.paid, id.attic, id.nobody]) {
      await ask(`GET /folders/${folder}`)
      await ask(`GET /folders/${folder}/breadcrumbs`)
    }
    for (const query of ['limit=1', 'limit=1&offset=1', 'limit=2', 'offset=2'])
      await ask(`GET /folders/${id.work}?${query}`)
    wait(1_000)
    await ask('POST /folders', { name: 'Home' })
    await ask('POST /folders', { name: 'Home', parent_id: id.work.toUpperCase() })
    for (const parent_id of [undefined, null, id.work]) await ask('POST /folders', { name: 'HOME', parent_id })
    await ask('POST /folders', { name: 'Home', parent_id: id.nobody })
  })
  expect(text).toMatchSnapshot()
})

test('folders are renamed and moved', async () => {
  const text = await transcript(async ({ ask, wait }) => {
    wait(1_000)
    await ask(`PATCH /folders/${id.attic}`, { name: 'ATTIC' })
    await ask(`PATCH /folders/${id.attic}`, { name: 'work' })
    await ask(`PATCH /folders/${id.nobody}`, { name: 'work' })
    wait(1_000)
    await ask(`POST /folders/${id.paid}/move`, { new_parent_id: id.attic })
    await ask(`POST /folders/${id.attic}/move`, { new_parent_id: id.attic })
    await ask(`POST /folders/${id.attic}/move`, { new_parent_id: id.paid })
    await ask(`POST /folders/${id.nobody}/move`, { new_parent_id: id.paid })
    await ask(`POST /folders/${id.attic}/move`, { new_parent_id: id.nobody })
    await ask('POST /folders', { name: 'paid' })
    await ask(`POST /folders/${id.paid}/move`, { new_parent_id: null })
    await ask(`POST /folders/${id.paid}/move`, {})
    await ask(`POST /folders/${id.paid}/move`, { new_parent_id: id.attic })
    await ask('GET /folders')
  })
  expect(text).toMatchSnapshot()
})

/** A chain of so many folders, each in the last. */
async function chain({ mock }: Talk, count: number): Promise<string> {
  let parent: string | null = null
  for (let level = 0; level < count; level += 1) {
    const body: object = { name: `level ${level}`, parent_id: parent }
    parent = (await mock.send('POST', '/folders', { body })).json.id
  }
  return parent ?? ''
}

test('no folder lies deeper than ten levels', async () => {
  const text = await transcript(async (talk) => {
    const lowest = await chain(talk, 10)
    const { json } = await talk.ask('POST /folders', { name: 'tenth', parent_id: lowest })
    await talk.ask('POST /folders', { name: 'eleventh', parent_id: json.id })
    await talk.ask(`POST /folders/${id.work}/move`, { new_parent_id: lowest })
    await talk.ask(`POST /folders/${id.attic}/move`, { new_parent_id: lowest })
    await talk.ask(`POST /folders/${id.paid}/move`, { new_parent_id: json.id })
  })
  expect(text).toMatchSnapshot()
})

test('files are moved, and what a deleted folder held is moved or deleted', async () => {
  const text = await transcript(async ({ ask, mock, note }) => {
    const file_ids = [id.bell, id.bell.toUpperCase(), id.lane, id.nobody]
    await ask('POST /folders/move-files', { file_ids, folder_id: id.paid })
    await ask('POST /folders/move-files', { file_ids: [id.lane] })
    await ask('POST /folders/move-files', { file_ids: [id.chair], folder_id: id.nobody })
    await ask(`DELETE /folders/${id.nobody}`)
    const { json } = await ask('POST /folders', { name: 'Low', parent_id: id.paid })
    await ask('POST /folders', { name: 'low', parent_id: id.work })
    await ask(`DELETE /folders/${id.paid}`)
    await ask(`PATCH /folders/${json.id}`, { name: 'Lower' })
    await ask(`DELETE /folders/${id.paid}`)
    await ask('GET /folders')
    await ask(`GET /folders/${id.work}`)
    const { usage, files } = await mock.tenant()
    note('files and bytes', [files.size, usage.storageBytes])
    await ask(`DELETE /folders/${id.work}?mode=delete_all`)
    note('files and bytes', [files.size, usage.storageBytes])
    await ask('GET /folders')
    await ask('DELETE /folders/not-an-id')
  })
  expect(text).toMatchSnapshot()
})
