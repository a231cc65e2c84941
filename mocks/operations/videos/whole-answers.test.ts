import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { holdBody } from '../../testing/held-body.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { type Talk, transcript } from '../../testing/transcript.ts'
import { usedMemory } from '../../testing/used-memory.ts'

const hourMs = 3_600_000
const film = { filename: 'walk.mov', content_type: 'video/quicktime', size_bytes: 25, title: 'A walk', tags: ['w'] }

interface Begun {
  readonly ids: { readonly media_id: string; readonly upload_id: string }
  readonly urls: readonly string[]
}

/** An upload in chunks of ten bytes. */
async function begin({ ask, mock }: Talk, video: object = film): Promise<Begun> {
  const tenant = await mock.tenant()
  tenant.limitOverrides = { ...tenant.limitOverrides, videoChunkBytes: 10 }
  const { json } = await ask('POST /video-uploads/initiate', video)
  const { media_id, upload_id, chunks } = json
  return { ids: { media_id, upload_id }, urls: chunks.map((chunk: { upload_url: string }) => chunk.upload_url) }
}

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => index + 1)
const etagOf = (bytes: Uint8Array) => `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`

/** Puts and confirms a chunk without a word. */
async function put({ mock }: Talk, { ids, urls }: Begun, number: number, length = number === 3 ? 5 : 10) {
  const bytes = bytesOf(length)
  await mock.send('PUT', urls[number - 1] ?? '', { body: bytes })
  const body = { ...ids, chunk_number: number, etag: etagOf(bytes), size_bytes: length }
  return mock.send('POST', '/video-uploads/chunks/confirm', { body })
}

test('a video is put in chunks, completed and analysed', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note, wait } = talk
    const tenant = await mock.tenant()
    const before = tenant.usage.storageBytes
    const begun = await begin(talk)
    const { ids, urls } = begun
    note('taken', [tenant.usage.activeUploads, tenant.usage.storageBytes - before])
    const progress = `GET /video-uploads/progress/${ids.media_id}`
    await ask(progress)
    wait(1_000)
    await ask(`PUT ${urls[0]}`, bytesOf(10))
    await ask(progress)
    const confirmation = { ...ids, chunk_number: 1, size_bytes: 10, etag: etagOf(bytesOf(10)) }
    wait(1_000)
    await ask('POST /video-uploads/chunks/confirm', confirmation)
    await ask('POST /video-uploads/complete', { ...ids, duration_seconds: 31 })
    await put(talk, begun, 2)
    await ask('POST /video-uploads/complete', { ...ids, duration_seconds: 31 })
    wait(1_000)
    await put(talk, begun, 3)
    note('memory', usedMemory(tenant.blobs.budget))
    await ask(progress)
    const all = { media_id: ids.media_id.toUpperCase(), upload_id: ids.upload_id.toUpperCase(), duration_seconds: 31 }
    wait(1_000)
    await ask('POST /video-uploads/complete', all)
    note('taken', [tenant.usage.activeUploads, tenant.usage.storageBytes - before, tenant.usage.descriptions])
    await ask('POST /video-uploads/complete', all)
    await ask(progress)
    await ask(`PUT ${urls[0]}`, bytesOf(10))
    await ask('POST /video-uploads/chunks/confirm', confirmation)
    await ask('POST /video-uploads/abort', ids)
    const { width, height, hash, format, video, variantsMs } = tenant.files.get(ids.media_id) ?? {}
    note('file', { width, height, hash, format, video, variantsMs })
    await ask(`GET /user-files/${ids.media_id}`)
    await ask(`GET /storage/${ids.media_id}`)
    wait(20_000)
    await ask(`GET /user-files/${ids.media_id}`)
  })
  expect(text).toMatchSnapshot()
})

test('a chunk must agree with what was asked for and put, and is retried as often as the plan allows', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, wait } = talk
    const { ids, urls } = await begin(talk)
    const tenant = await mock.tenant()
    const confirm = (more: object) =>
      ask('POST /video-uploads/chunks/confirm', {
        ...ids,
        chunk_number: 1,
        size_bytes: 10,
        etag: etagOf(bytesOf(10)),
        ...more,
      })
    await confirm({})
    await confirm({ chunk_number: 4 })
    await ask(`PUT ${urls[0]}`, bytesOf(9))
    await confirm({ etag: etagOf(bytesOf(9)) })
    await ask(`PUT ${urls[0]}`, bytesOf(11))
    await ask(`PUT ${urls[0]}`, bytesOf(10))
    for (const more of [{ size_bytes: 9 }, { etag: '"other"' }, { upload_id: id.nobody }, { media_id: id.nobody }])
      await confirm(more)
    await confirm({ etag: etagOf(bytesOf(10)).toUpperCase().replaceAll('"', '') })
    wait(1_000)
    tenant.limitOverrides = { ...tenant.limitOverrides, videoChunkRetries: 2 }
    const retry = (chunk_number: number, more = {}) =>
      ask('POST /video-uploads/chunks/retry', { ...ids, chunk_number, ...more })
    await retry(1)
    await ask(`GET /video-uploads/progress/${ids.media_id}`)
    await confirm({})
    const { json } = await retry(1)
    await retry(1)
    await retry(4)
    await retry(1, { media_id: id.nobody })
    await ask(`PUT ${json.upload_url}`, bytesOf(10))
    await confirm({})
    const wrong = json.upload_url.replace('/1?', '/4?')
    await ask(`PUT ${wrong}`, bytesOf(10))
    wait(hourMs + 1_000)
    await ask(`PUT ${json.upload_url}`, bytesOf(10))
  })
  expect(text).toMatchSnapshot()
})

test('an upload is given up when it is aborted, or not done within a day', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note, wait } = talk
    const tenant = await mock.tenant()
    const before = tenant.usage.storageBytes
    const first = await begin(talk)
    await put(talk, first, 1)
    await put(talk, first, 3)
    note('memory', usedMemory(tenant.blobs.budget))
    for (let count = 0; count < 2; count += 1) await ask('POST /video-uploads/abort', { ...first.ids, reason: 'no' })
    note('taken', [tenant.usage.activeUploads, tenant.usage.storageBytes - before])
    note('memory', usedMemory(tenant.blobs.budget))
    await ask('POST /video-uploads/complete', { ...first.ids, duration_seconds: 1 })
    await ask(`GET /video-uploads/progress/${first.ids.media_id.toUpperCase()}`)
    await ask('POST /video-uploads/chunks/retry', { ...first.ids, chunk_number: 1 })
    for (const more of [{ media_id: id.nobody }, { upload_id: id.nobody }]) {
      await ask('POST /video-uploads/abort', { ...first.ids, ...more })
      await ask('POST /video-uploads/complete', { ...first.ids, ...more, duration_seconds: 1 })
    }
    await ask(`GET /video-uploads/progress/${id.nobody}`)
    const second = await begin(talk)
    await put(talk, second, 1)
    wait(24 * hourMs)
    await ask(`GET /video-uploads/progress/${second.ids.media_id}`)
    wait(1)
    await ask(`GET /video-uploads/progress/${second.ids.media_id}`)
    note('taken', [tenant.usage.activeUploads, tenant.usage.storageBytes - before])
    const third = await begin(talk)
    mock.time.advance(24 * hourMs + 1)
    await ask('POST /video-uploads/complete', { ...third.ids, duration_seconds: 1 })
    await begin(talk)
    mock.time.advance(24 * hourMs + 1)
    await ask('POST /video-uploads/batch/initiate', { videos: [{ ...film, size_bytes: 1 }] })
    note('taken', [tenant.usage.activeUploads, tenant.usage.storageBytes - before])
    await begin(talk, { filename: 'plain', content_type: 'video/mp4', size_bytes: 20 })
    note('taken', [tenant.usage.activeUploads, tenant.usage.storageBytes - before])
  })
  expect(text).toMatchSnapshot()
})

test('bytes that come when the upload is over are not kept', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const { ids, urls } = await begin(talk)
    const { after, isAwaited, release } = holdBody()
    const late = ask(`PUT ${urls[0]}`, bytesOf(10), { after })
    await isAwaited
    await ask('POST /video-uploads/abort', ids)
    release()
    await late
    note('memory', usedMemory((await mock.tenant()).blobs.budget))
  })
  expect(text).toMatchSnapshot()
})

test('uploads are begun together or not at all', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const tenant = await mock.tenant()
    const before = tenant.usage.storageBytes
    const limits = { videoChunkBytes: 10_485_760, videoBytes: 20_971_520, concurrentUploads: 3 }
    tenant.limitOverrides = limits
    const small = { filename: 'a.mp4', content_type: 'video/mp4', size_bytes: 10_485_760 }
    const large = { ...small, filename: 'b.mp4', size_bytes: 20_971_521 }
    await ask('POST /video-uploads/batch/initiate', {
      videos: [small, { ...small, size_bytes: 1 }],
      processing_priority: 'high',
    })
    await ask('POST /video-uploads/batch/initiate', { videos: [small], processing_priority: null })
    await ask('POST /video-uploads/batch/initiate', { videos: [small] })
    await ask('POST /video-uploads/initiate', large)
    tenant.usage.activeUploads = 0
    await ask('POST /video-uploads/batch/initiate', { videos: [small, large] })
    tenant.limitOverrides = { ...limits, storageBytes: tenant.usage.storageBytes + 10 }
    await ask('POST /video-uploads/initiate', small)
    note('taken', [tenant.usage.activeUploads, tenant.usage.storageBytes - before])
  })
  expect(text).toMatchSnapshot()
})

test('a completed video has a scene for every ten seconds, and is not analysed when nobody asks', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const tenant = await mock.tenant()
    const short = { filename: 'Short.WEBM', content_type: 'video/webm', size_bytes: 10 }
    for (const duration_seconds of [0.01, 10, 10.1, 999, 2_000]) {
      const begun = await begin(
        { ...talk, ask: (_, body) => mock.send('POST', '/video-uploads/initiate', { body }) },
        short,
      )
      await put(talk, begun, 1)
      const body = { ...begun.ids, duration_seconds, auto_analyze: false }
      const { json } = await mock.send('POST', '/video-uploads/complete', { body })
      const scenes = tenant.files.get(begun.ids.media_id)?.video?.scenes ?? []
      note(`${duration_seconds}`, {
        scenes: [scenes.length, scenes.at(-1)],
        metadata: json.metadata,
        status: json.processing_status,
      })
    }
    tenant.limitOverrides = { ...tenant.limitOverrides, descriptionsPerMonth: 0 }
    const begun = await begin(talk, { ...short, filename: 'noextension' })
    await put(talk, begun, 1)
    await ask('POST /video-uploads/complete', { ...begun.ids, duration_seconds: 1 })
    const lost = await begin(talk, { ...short, size_bytes: 20 })
    await put(talk, lost, 1)
    await put(talk, lost, 2)
    tenant.blobs.delete(`${lost.ids.media_id}/1`)
    await ask('POST /video-uploads/complete', { ...lost.ids, duration_seconds: 1 })
    note('memory', usedMemory(tenant.blobs.budget))
    note('bytes', [
      tenant.blobs.get(lost.ids.media_id) === undefined,
      tenant.blobs.get(`${lost.ids.media_id}/2`) === undefined,
    ])
  })
  expect(text).toMatchSnapshot()
})
