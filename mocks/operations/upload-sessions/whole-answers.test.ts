import { expect, test } from 'vitest'
import { numberedPng } from '../../../fixtures/media/png.ts'
import { samples } from '../../../fixtures/media/samples.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { transcript } from '../../testing/transcript.ts'

function batchOf(files: readonly (readonly [Uint8Array, string])[], fields: Readonly<Record<string, string>> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [bytes, filename] of files) form.append('files', new Blob([bytes as BlobPart]), filename) // a view of no shared memory
  return form
}

const good = (number: number) => [numberedPng(number), `${number}.png`] as const
const bad = [samples.disguised.bytes, 'bad.jpg'] as const
const twice = [good(1), good(2), good(1), bad]
const upload = 'POST /user-files/upload/stream-batch'

test('a batch of uploads is told file by file, and as a session', async () => {
  const text = await transcript(async ({ ask, mock, wait }) => {
    const { json } = await ask(upload, batchOf(twice, { skip_duplicates: 'true', tags: 'a, b' }))
    const session = `/uploads/sessions/${json.session_id}`
    const upper = `/uploads/sessions/${json.session_id.toUpperCase()}`
    for (const ms of [0, 1_000, 1_499]) {
      wait(ms)
      await ask(`GET ${upper}/status`)
      await ask(`GET /uploads/batch/${json.session_id}/status`)
    }
    await ask(`GET ${session}/results`)
    wait(1)
    await ask(`GET ${session}/status`)
    await ask(`GET /uploads/batch/${json.session_id.toUpperCase()}/status`)
    for (const query of ['', '?limit=2', '?limit=2&offset=1', '?include_failed=false'])
      await ask(`GET ${session}/results${query}`)
    await ask(`POST ${session}/cancel`)
    const [first] = (await mock.tenant()).sessions.get(json.session_id)?.items ?? []
    await ask(`DELETE /user-files/${first?.fileId}`)
    await ask(`GET ${session}/status`)
    await ask(`GET ${session}/results?limit=1`)
  })
  expect(text).toMatchSnapshot()
})

test('sessions are listed and cancelled', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    const { json: first } = await ask(upload, batchOf([good(1)]))
    wait(1_000)
    const { json: second } = await ask(
      upload,
      batchOf([good(2), good(3), [samples.text.bytes, 'a.txt']], { auto_describe: 'false' }),
    )
    const tenant = await mock.tenant()
    tenant.provider = 'down'
    wait(1_000)
    const { json: third } = await ask(upload, batchOf([good(4)]))
    await ask('GET /uploads/sessions')
    await ask(`POST /uploads/sessions/${first.session_id}/cancel`)
    await ask(`POST /uploads/sessions/${first.session_id}/cancel`)
    await ask(`GET /uploads/sessions/${first.session_id}/results`)
    note(
      'files',
      tenant.files
        .all()
        .slice(-5)
        .map(({ filename, work, upload_description: said }) => ({ filename, work, said })),
    )
    wait(10_000)
    await ask(`GET /uploads/sessions/${third.session_id}/status`)
    await ask(`GET /uploads/sessions/${third.session_id}/results`)
    await ask(`GET /uploads/batch/${third.session_id}/status`)
    await ask(`GET /uploads/batch/${second.session_id}/status`)
    const queries = [
      'limit=2',
      'limit=2&offset=1',
      'limit=1&offset=1',
      'status=failed',
      'status=cancelled',
      'status=completed',
    ]
    for (const query of [...queries, 'upload_method=streaming', 'upload_method=presigned']) {
      const { json } = await mock.send('GET', `/uploads/sessions?${query}`)
      const { sessions, ...rest } = json
      note(query, { ...rest, found: sessions.map(({ session_id: known }: { session_id: string }) => known) })
    }
    await ask('GET /uploads/sessions?status=failed')
    for (const path of ['status', 'results']) await ask(`GET /uploads/sessions/${id.nobody}/${path}`)
    await ask(`POST /uploads/sessions/${id.nobody}/cancel`)
    await ask(`GET /uploads/batch/${id.nobody}/status`)
  })
  expect(text).toMatchSnapshot()
})

test('the latest ten completions and errors are shown', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    const tenant = await mock.tenant()
    tenant.limitOverrides = { filesPerBatch: 50 }
    const files = Array.from({ length: 12 }, (_, index) => good(index))
    const spoilt = files.map((_, index) => [samples.disguised.bytes, `${index}.jpg`] as const)
    const { json } = await mock.send('POST', '/user-files/upload/stream-batch', {
      body: batchOf([...files, ...spoilt]),
    })
    wait(10_000)
    const { json: status } = await mock.send('GET', `/uploads/sessions/${json.session_id}/status`)
    const { recent_completions: completions, recent_errors: errors, ...rest } = status
    note('status', rest)
    note(
      'completions',
      completions.map(({ filename }: { filename: string }) => filename),
    )
    note(
      'errors',
      errors.map(({ filename }: { filename: string }) => filename),
    )
    for (const count of [5, 6]) {
      const five = Array.from({ length: count }, (_, index) => good(100 + 10 * count + index))
      const { json: more } = await mock.send('POST', '/user-files/upload/stream-batch', { body: batchOf(five) })
      note(`results of ${count}`, more.immediate_results?.length ?? null)
    }
    await ask(upload, batchOf([bad, bad]))
  })
  expect(text).toMatchSnapshot()
})

test('how far an upload is, and which are stuck', async () => {
  const text = await transcript(async ({ ask, mock, wait }) => {
    const body = batchOf([good(1), [samples.text.bytes, 'a.txt']])
    const { json } = await mock.send('POST', '/user-files/upload/stream-batch', { body })
    const ids: string[] = json.immediate_results.map(({ image_id: image }: { image_id: string }) => image)
    for (const ms of [0, 1_000, 1_500]) {
      wait(ms)
      for (const image of ids) await ask(`GET /uploads/status/${image.toUpperCase()}`)
    }
    for (const file of [id.page, id.clip, id.nobody]) await ask(`GET /uploads/status/${file}`)
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    const { json: failing } = await mock.send('POST', '/user-files/upload/stream-batch', { body: batchOf([good(2)]) })
    wait(2_500)
    await ask(`GET /uploads/status/${failing.immediate_results[0].image_id}`)
    tenant.failureShare = 0
    const film = { filename: 'a.mp4', content_type: 'video/mp4', size_bytes: 1 }
    await mock.send('POST', '/video-uploads/initiate', { body: film })
    wait(1_000)
    await mock.send('POST', '/video-uploads/initiate', { body: film })
    const { json: slow } = await mock.send('POST', '/user-files/upload/stream-batch', { body: batchOf([good(3)]) })
    await tenant.files.update(slow.immediate_results[0].image_id, (draft) => {
      if (draft.work) draft.work = { ...draft.work, endMs: draft.work.endMs + 600_000 }
    })
    for (const ms of [60_000 - 1_001, 1, 1_000]) {
      wait(ms)
      await ask('GET /uploads/stuck-uploads?stuck_minutes=1')
    }
    await ask('GET /uploads/stuck-uploads?stuck_minutes=1&limit=1')
  })
  expect(text).toMatchSnapshot()
})
