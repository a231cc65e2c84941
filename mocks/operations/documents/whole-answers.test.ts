import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { holdBody } from '../../testing/held-body.ts'
import { smallWorldIds as id } from '../../testing/small-world.ts'
import { formWith, type Talk, transcript } from '../../testing/transcript.ts'
import { usedMemory } from '../../testing/used-memory.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const textFile = (text: string, filename = 'a.txt') => ({
  filename,
  content_type: 'text/plain',
  size_bytes: text.length,
})

/** What is asked for, put and confirmed: whole in the transcript. */
async function bring({ ask }: Talk, text: string, file = textFile(text)) {
  const bytes = new TextEncoder().encode(text)
  const { json } = await ask('POST /document-uploads/request-presigned-url', { ...file, size_bytes: bytes.length })
  await ask(`PUT ${json.upload_url}`, bytes)
  const { content_type } = file
  const confirmation = { object_key: json.object_key, size_bytes: bytes.length, content_type }
  const { json: confirmed } = await ask('POST /document-uploads/confirm', confirmation)
  return { url: json.upload_url, confirmation, document: confirmed.document_id }
}

test('a document is put, confirmed, extracted and deleted', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note, wait } = talk
    const tenant = await mock.tenant()
    const { url, confirmation, document } = await bring(talk, 'The first line. The second.')
    note('usage', tenant.usage)
    await ask('POST /document-uploads/confirm', confirmation)
    await ask(`PUT ${url}`, new TextEncoder().encode('again'))
    for (const ms of [0, 500, 4_999]) {
      wait(ms)
      await ask(`GET /document-uploads/${document}/status`)
      await ask(`GET /documents/${document}`)
      await ask(`GET /documents/${document}/text`)
      await ask(`GET /documents/${document}/chunks`)
      await ask(`DELETE /documents/${document}`)
    }
    await ask('POST /documents/batch-delete', { document_ids: [document.toUpperCase()] })
    wait(1)
    await ask(`GET /document-uploads/${document.toUpperCase()}/status`)
    await ask(`GET /documents/${document}`)
    await ask(`GET /documents/${document}/text`)
    await ask(`GET /documents/${document}/chunks?include_embeddings=true`)
    await ask(`GET /documents/${document}/download`)
    await ask(`PATCH /documents/${document}`, { title: 'Lines', tags: ['t'] })
    await ask(`DELETE /documents/${document}`)
    note('usage', tenant.usage)
    await ask('POST /document-uploads/confirm', confirmation)
    for (const path of ['', '/text', '/chunks', '/download']) await ask(`GET /documents/${id.bell}${path}`)
    await ask(`GET /document-uploads/${id.bell}/status`)
    await ask(`PATCH /documents/${id.bell}`, { title: 'x' })
    await ask(`DELETE /documents/${id.bell}`)
  })
  expect(text).toMatchSnapshot()
})

test('an upload must agree with what was asked for and put', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const tenant = await mock.tenant()
    const asked = { ...textFile('12345'), idempotency_key: 'k' }
    const { json } = await ask('POST /document-uploads/request-presigned-url', asked)
    await ask('POST /document-uploads/request-presigned-url', asked)
    note('bytes', tenant.usage.storageBytes)
    const confirm = (more: object = {}) =>
      ask('POST /document-uploads/confirm', {
        object_key: json.object_key,
        size_bytes: 5,
        content_type: 'text/plain',
        ...more,
      })
    await confirm()
    await ask(`PUT ${json.upload_url}`)
    await ask(`PUT ${json.upload_url}`, new TextEncoder().encode('1234'))
    await confirm()
    await ask(`PUT ${json.upload_url}`, new TextEncoder().encode('12345'))
    await confirm({ size_bytes: 4 })
    await confirm({ checksum: hash('other') })
    await confirm({ object_key: 'other' })
    await confirm({ checksum: `SHA256:${hash('12345').toUpperCase()}` })
    await bring(talk, '12345', textFile('12345', 'b.txt'))
    note('bytes', tenant.usage.storageBytes)
    note('memory', usedMemory(tenant.blobs.budget))
    const bad = json.upload_url.replace(/signature=.*/, 'signature=0')
    for (const url of [bad, bad.replace(/\?.*/, ''), bad.replace(/&.*/, '')]) await ask(`PUT ${url}`, new Uint8Array(1))
  })
  expect(text).toMatchSnapshot()
})

test('the bytes of an image make a document of their own', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    await mock.send('POST', '/user-files/upload/stream', { body: formWith('%PDF', 'a.pdf') })
    const tenant = await mock.tenant()
    const [file] = tenant.files.all().slice(-1)
    await tenant.files.update(file?.id ?? '', (draft) => Object.assign(draft, { document: null, media_type: 'image' }))
    await bring(talk, '%PDF')
    note(
      'files',
      tenant.files
        .all()
        .slice(-2)
        .map(({ filename }) => filename),
    )
    await ask('GET /documents?page_size=1')
  })
  expect(text).toMatchSnapshot()
})

test('an upload that nobody confirms runs out after an hour', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    const tenant = await mock.tenant()
    const before = tenant.usage.storageBytes
    const asked = { ...textFile('12345'), idempotency_key: 'k' }
    const { json } = await ask('POST /document-uploads/request-presigned-url', asked)
    await ask(`PUT ${json.upload_url}`, new TextEncoder().encode('12345'))
    note('bytes', tenant.usage.storageBytes - before)
    wait(3_600_000)
    await ask('POST /document-uploads/request-presigned-url', asked)
    await ask(`PUT ${json.upload_url}`, new TextEncoder().encode('12345'))
    wait(1)
    await ask(`PUT ${json.upload_url}`, new TextEncoder().encode('12345'))
    const confirmation = { object_key: json.object_key, size_bytes: 5, content_type: 'text/plain' }
    await ask('POST /document-uploads/confirm', confirmation)
    note('bytes', tenant.usage.storageBytes - before)
    note('memory', usedMemory(tenant.blobs.budget))
    const { json: again } = await ask('POST /document-uploads/request-presigned-url', asked)
    note('bytes', tenant.usage.storageBytes - before)
    mock.time.advance(3_600_001)
    await ask('POST /document-uploads/request-presigned-url', textFile('1'))
    note('bytes', tenant.usage.storageBytes - before)
    await ask(`PUT ${again.upload_url}`, new TextEncoder().encode('12345'))
  })
  expect(text).toMatchSnapshot()
})

test('bytes that come when the document is there already are not kept', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note } = talk
    const { json } = await ask('POST /document-uploads/request-presigned-url', textFile('12345'))
    const { after, isAwaited, release } = holdBody()
    await ask(`PUT ${json.upload_url}`, new TextEncoder().encode('12345'))
    const late = ask(`PUT ${json.upload_url}`, new TextEncoder().encode('54321'), { after })
    await isAwaited
    const confirmation = { object_key: json.object_key, size_bytes: 5, content_type: 'text/plain' }
    await ask('POST /document-uploads/confirm', confirmation)
    release()
    await late
    const tenant = await mock.tenant()
    note('memory', usedMemory(tenant.blobs.budget))
    await ask(`GET /storage/${tenant.files.all().at(-1)?.id}`)
    tenant.limitOverrides = { documentBytes: 5 }
    const { json: other } = await ask('POST /document-uploads/request-presigned-url', textFile('6'))
    await ask(`PUT ${other.upload_url}`, new TextEncoder().encode('123456'))
    note('memory', usedMemory(tenant.blobs.budget))
  })
  expect(text).toMatchSnapshot()
})

test('documents that cannot be asked for', async () => {
  const text = await transcript(async ({ ask, mock }) => {
    const tenant = await mock.tenant()
    const request = '/document-uploads/request-presigned-url'
    await ask(`POST ${request}`, { ...textFile('1'), content_type: 'image/png' })
    tenant.limitOverrides = { documentBytes: 10 }
    for (const size_bytes of [10, 11]) await ask(`POST ${request}`, { ...textFile('1'), size_bytes })
    await ask(`POST ${request}`, { ...textFile('1'), storage_target: 'custom' })
    const files = [textFile('1'), { ...textFile('12345678901'), filename: 'large.txt' }]
    await ask('POST /document-uploads/batch-prepare', { files })
    await ask('POST /document-uploads/batch-prepare', {
      files: [textFile('1'), { ...textFile('1'), content_type: 'a/b' }],
    })
    tenant.limitOverrides = { storageBytes: tenant.usage.storageBytes + 5 }
    await ask(`POST ${request}`, textFile('123456'))
    await ask('POST /document-uploads/batch-prepare', { files: [textFile('123'), textFile('123')] })
    tenant.limitOverrides = { descriptionsPerMonth: 1 }
    await ask('POST /document-uploads/batch-prepare', { files: [textFile('1'), textFile('2')] })
    for (const count of [1, 2]) await ask(`GET /document-uploads/quota-check?file_count=${count}`)
    tenant.limitOverrides = { descriptionsPerMonth: 0 }
    await ask(`POST ${request}`, textFile('1'))
  })
  expect(text).toMatchSnapshot()
})

test('documents are prepared, put and confirmed together', async () => {
  const text = await transcript(async ({ ask, mock, note, wait }) => {
    const texts = ['one', 'two', 'three', 'four']
    const files = texts.map((content, index) => textFile(content, `${index}.txt`))
    const { json } = await ask('POST /document-uploads/batch-prepare', { files })
    const batch = `/document-uploads/batch/${json.batch_id}/status`
    await ask(`GET ${batch}`)
    const urls = json.presigned_urls as { upload_url: string; object_key: string }[] // as the response validator holds
    await mock.send('PUT', urls[0]?.upload_url ?? '', { body: new TextEncoder().encode('one') })
    await ask(`GET ${batch.replace(json.batch_id, json.batch_id.toUpperCase())}`)
    await mock.send('PUT', urls[1]?.upload_url ?? '', { body: new TextEncoder().encode('two') })
    await mock.send('PUT', urls[2]?.upload_url ?? '', { body: new TextEncoder().encode('tree') })
    const say = (index: number, more = {}) => ({
      object_key: urls[index]?.object_key ?? '',
      success: true,
      file_size: texts[index]?.length,
      ...more,
    })
    const confirm = (confirmations: readonly object[]) =>
      ask('POST /document-uploads/batch-confirm', { batch_id: json.batch_id, confirmations })
    wait(1_000)
    await confirm([say(0), say(1, { success: false }), say(2), say(3), { ...say(0), object_key: 'strange' }])
    await ask(`GET ${batch}`)
    await mock.send('PUT', urls[2]?.upload_url ?? '', { body: new TextEncoder().encode('three') })
    await confirm([say(1, { checksum: hash('two') }), say(2, { checksum: hash('tree') })])
    await confirm([say(2)])
    await ask(`GET ${batch}`)
    wait(6_000)
    await ask(`GET ${batch}`)
    await confirm([say(3)])
    await confirm([say(0)])
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    await mock.send('PUT', urls[3]?.upload_url ?? '', { body: new TextEncoder().encode('four') })
    await confirm([say(3)])
    wait(6_000)
    await ask(`GET ${batch}`)
    tenant.failureShare = 0
    await ask('POST /document-uploads/batch-confirm', { batch_id: id.nobody, confirmations: [say(0)] })
    await ask(`GET /document-uploads/batch/${id.nobody}/status`)
    const { json: large } = await ask('POST /document-uploads/batch-prepare', {
      files: [{ ...textFile('x'), size_bytes: 1_000_001 }],
    })
    mock.time.advance(3_600_001)
    const late = { object_key: large.presigned_urls[0].object_key, success: true, file_size: 1_000_001 }
    await ask('POST /document-uploads/batch-confirm', { batch_id: large.batch_id, confirmations: [late] })
    await ask(`GET /document-uploads/batch/${large.batch_id}/status`)
    note('bytes', (await mock.tenant()).usage.storageBytes)
  })
  expect(text).toMatchSnapshot()
})

test('documents are listed, deleted and searched', async () => {
  const text = await transcript(async (talk) => {
    const { ask, mock, note, wait } = talk
    wait(1_000)
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    await bring(talk, 'Rent, rent and rent.')
    await ask('GET /documents')
    for (const query of ['page=2&page_size=2', 'page=1&page_size=3', 'status_filter=pending', 'status_filter=failed'])
      await ask(`GET /documents?${query}`)
    wait(10_000)
    await ask('GET /documents?status_filter=failed')
    await ask('GET /documents?status_filter=completed&page_size=1')
    const questions = [
      { query: 'Who pays the rent?' },
      { query: 'rent bicycle', similarity_threshold: 0.5 },
      { query: 'rent bicycle', similarity_threshold: 0.51 },
      { query: 'rent', limit: 1, document_ids: [id.notes.toUpperCase(), id.contract] },
      { query: 'rent', document_ids: [id.notes] },
      { query: 'contract', similarity_threshold: 0 },
      { query: 'xylophone', similarity_threshold: 0 },
    ]
    for (const body of questions) await ask('POST /documents/search', body)
    for (const provider of ['down', 'slow'] as const) {
      tenant.provider = provider
      await ask('POST /documents/search', { query: 'rent' })
    }
    await ask('POST /documents/batch-delete', { document_ids: [id.notes.toUpperCase(), id.notes, id.bell] })
    note('usage', tenant.usage)
  })
  expect(text).toMatchSnapshot()
})

test('a long text is extracted in chunks of 500 characters, and only its beginning', async () => {
  const text = await transcript(async (talk) => {
    const { mock, note } = talk
    for (const length of [500, 501, 65_536, 65_537, 70_000]) {
      const { document } = await bring(
        { ...talk, ask: (line, body) => mock.send(...verb(line), { body }) },
        'x'.repeat(length),
      )
      const { chunks, page_count: pages } = (await mock.tenant()).files.get(document)?.document ?? { chunks: [] }
      note(`${length}`, { chunks: chunks.length, pages, last: chunks.at(-1)?.length ?? 0 })
    }
    const long = await bring(
      { ...talk, ask: (line, body) => mock.send(...verb(line), { body }) },
      `x${'é'.repeat(40_000)}`,
    )
    note('broken letters', (await mock.tenant()).files.get(long.document)?.document?.chunks.join('').includes('\ufffd'))
    const pdf = { ...textFile('%PDF'), content_type: 'application/pdf', filename: 'a.pdf' }
    const { document } = await bring(talk, '%PDF', pdf)
    note('a PDF', (await mock.tenant()).files.get(document))
  })
  expect(text).toMatchSnapshot()
})

function verb(line: string): [string, string] {
  const [method = '', target = ''] = line.split(' ', 2)
  return [method, target]
}
