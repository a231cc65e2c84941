import { afterAll, beforeAll, expect, test } from 'vitest'
import { solidPng } from '../../fixtures/media/png.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import { stepTarget } from '../testing/step-target.ts'

// The documentation's flows, asked for as its Python client asks: its defaults, its spelling of booleans, its key length.

const tenant = 'flows_of_the_pages_01'
let mock: Awaited<ReturnType<typeof startTestMock>>

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock[Symbol.asyncDispose]())

type Parameters = Readonly<Record<string, string | number | boolean | null>>

function queryOf(parameters: Parameters): string {
  const written = Object.entries(parameters).flatMap(([name, value]) => {
    if (value === null) return []
    return [[name, typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)]]
  })
  return written.length === 0 ? '' : `?${new URLSearchParams(written)}`
}

interface Sent {
  readonly params?: Parameters
  readonly json?: unknown
  readonly form?: FormData
}

async function send(method: string, path: string, { params = {}, json, form }: Sent = {}): Promise<Response> {
  const response = await fetch(`${mock.url}${path}${queryOf(params)}`, {
    method,
    headers: {
      Authorization: `Bearer aion_test_${tenant}`,
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(form && { body: form }),
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
  expect(response.headers.get('mock-warning')).toBeNull()
  return response
}

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is the test's to say
const call = async (method: string, path: string, sent?: Sent): Promise<any> => (await send(method, path, sent)).json()

/** What a client waits for comes at once when the tenant's clock moves. */
const wait = () => stepTarget(mock).change(tenant, { clock: { advanceMs: 60_000 } })

const listDefaults: Parameters = {
  search: null,
  search_mode: 'all',
  limit: 20,
  offset: 0,
  sort_by: 'content_created_at',
  sort_order: 'desc',
}

test('upload, describe, search, chat about it, put it into a folder, delete it', async () => {
  const form = new FormData()
  form.append('file', new Blob([solidPng({ rgb: [10, 120, 200] })], { type: 'image/png' }), 'zeppelin-hangar.png')
  form.append('auto_describe', 'True')
  form.append('skip_duplicates', 'False')
  const uploaded = await call('POST', '/user-files/upload/stream', { form })
  const id: string = uploaded.image_id
  await wait()
  expect(await call('GET', `/user-files/${id}`)).toMatchObject({
    description_status: 'completed',
    upload_description: expect.stringContaining('zeppelin hangar'),
  })
  const listed = await call('GET', '/user-files', { params: { ...listDefaults, search: 'zeppelin' } })
  expect(listed.files.map((file: { id: string }) => file.id)).toEqual([id])
  const found = await call('POST', '/agents/search/images', { json: { query: 'zeppelin hangar', limit: 50 } })
  expect(found.result_ids[0]).toBe(id)
  expect(await call('GET', `/colors/images/${id}`)).toMatchObject({
    status: 'completed',
    color_analysis: { dominant_colors: [{ hex: '#0A78C8' }] },
  })

  const { session_id: chat } = await call('POST', '/chat/sessions', { json: { title: null, use_all_images: true } })
  await call('PUT', `/chat/sessions/${chat}/images`, { json: { image_ids: [id] } })
  const message = { message: 'Zeppelin hangar?', force_detailed_analysis: false }
  const events = await (await send('POST', `/chat/sessions/${chat}/messages/stream`, { json: message })).text()
  expect(events.match(/^event: \w+/gm)?.at(-1)).toBe('event: close')
  const kept = await call('GET', `/chat/sessions/${chat}`, { params: { include_messages: true } })
  expect(kept.messages.map(({ role }: { role: string }) => role)).toEqual(['user', 'assistant'])
  expect(kept.messages[1].image_context[0].image_id).toBe(id)

  const { id: folder } = await call('POST', '/folders', { json: { name: 'Airships', parent_id: null } })
  await call('POST', '/folders/move-files', { json: { file_ids: [id], folder_id: folder } })
  const inside = await call('GET', `/folders/${folder}`, { params: { limit: 50, offset: 0 } })
  expect(inside.total_files).toBe(1)
  expect((await call('DELETE', `/user-files/${id}`)).id).toBe(id)
  expect((await call('GET', '/user-files', { params: { ...listDefaults, search: 'zeppelin' } })).total_count).toBe(0)
  await expect(send('GET', `/colors/images/${id}`)).rejects.toThrow('404')
})

test('a video in chunks, its analysis, its scenes, and a search that finds one', async () => {
  const bytes = new TextEncoder().encode('not really a video')
  const video = { filename: 'hangar-walk.mp4', content_type: 'video/mp4', size_bytes: bytes.length, tags: ['site'] }
  const begun = await call('POST', '/video-uploads/initiate', { json: video })
  const ids = { media_id: begun.media_id, upload_id: begun.upload_id }
  for (const chunk of begun.chunks) {
    const put = await fetch(chunk.upload_url, { method: 'PUT', body: bytes })
    const etag = put.headers.get('etag')
    const confirmation = { ...ids, chunk_number: chunk.chunk_number, etag, size_bytes: chunk.size_bytes }
    await call('POST', '/video-uploads/chunks/confirm', { json: confirmation })
  }
  const completed = await call('POST', '/video-uploads/complete', {
    json: { ...ids, duration_seconds: 25, auto_analyze: true, duration_extraction_failed: false },
  })
  expect((await call('GET', `/videos/${begun.media_id}/scenes`)).count).toBe(0)
  await wait()
  expect((await call('GET', `/video-analysis/jobs/${completed.analysis_job_id}`)).status).toBe('completed')
  const { scenes } = await call('GET', `/videos/${begun.media_id}/scenes`)
  expect(scenes.map((scene: { end_time: number }) => Math.round(scene.end_time))).toEqual([8, 17, 25])
  const thumbnail = await send('GET', `/video-scenes/${scenes[1].scene_id}/thumbnail`)
  expect(thumbnail.headers.get('content-type')).toMatch(/^image\//)
  const found = await call('POST', '/agents/search/videos', { json: { query: 'hangar walk', limit: 50 } })
  expect(found.video_ids[0]).toBe(begun.media_id)
})

test('a batch of documents: prepared, put, confirmed, read, searched, asked about in a chat, deleted', async () => {
  const texts = ['Zeppelins are filled with helium.', 'Hangars must be wide.']
  const parts = texts.map((text) => new TextEncoder().encode(text))
  const files = parts.map((part, index) => ({
    filename: `note-${index}.txt`,
    content_type: 'text/plain',
    size_bytes: part.length,
    storage_target: 'default',
  }))
  const quota = await call('GET', '/document-uploads/quota-check', { params: { file_count: files.length } })
  expect(quota.can_proceed).toBe(true)
  const batch = await call('POST', '/document-uploads/batch-prepare', { json: { files } })
  for (const { upload_url: url, upload_headers: headers, file_index: index } of batch.presigned_urls)
    await fetch(url, { method: 'PUT', headers, body: parts[index] ?? null })
  const confirmations = batch.presigned_urls.map(
    ({ object_key, file_index: index }: { object_key: string; file_index: number }) => ({
      object_key,
      success: true,
      file_size: parts[index]?.length,
    }),
  )
  const confirmed = await call('POST', '/document-uploads/batch-confirm', {
    json: { batch_id: batch.batch_id, confirmations },
  })
  const ids: string[] = confirmed.documents.map((document: { document_id: string }) => document.document_id)
  await wait()
  expect((await call('GET', `/document-uploads/batch/${batch.batch_id}/status`)).status).toBe('completed')
  expect((await call('GET', `/documents/${ids[0]}/text`)).text).toBe(texts[0])
  const { chunks } = await call('GET', `/documents/${ids[1]}/chunks`, { params: { include_embeddings: false } })
  expect(chunks).toMatchObject([{ content: texts[1] }])
  const found = await call('POST', '/agents/search/documents', { json: { query: 'helium zeppelins', limit: 50 } })
  expect(found.document_ids).toEqual([ids[0]])

  const { session_id: chat } = await call('POST', '/chat/sessions', { json: { use_all_images: true } })
  await call('PUT', `/chat/sessions/${chat}/documents`, { json: { document_ids: ids } })
  const answer = await call('POST', `/chat/sessions/${chat}/messages`, { json: { message: 'What about helium?' } })
  expect(answer.content).toContain(texts[0])
  const { summary } = await call('POST', '/documents/batch-delete', { json: { document_ids: ids } })
  expect(summary).toMatchObject({ total: 2, deleted: 2 })
})

test('what was described is in the history, and can be exported and downloaded', async () => {
  const { results, total_count: total } = await call('GET', '/data/descriptions', { params: { limit: 100, offset: 0 } })
  expect(results).toHaveLength(total)
  const { export_id: id } = await call('POST', '/data/export', {
    json: { data_type: 'descriptions', format: 'jsonl', include_metadata: true, include_failed: false },
  })
  await wait()
  const { download_url: url, record_count: count } = await call('GET', `/data/export/${id}`)
  const lines = (await (await fetch(url)).text()).trimEnd().split('\n')
  expect([lines.length, count]).toEqual([total, total])
})
