import { describe, expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

async function putText(mock: TestMock, filename: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const file = { filename, content_type: 'text/plain', size_bytes: bytes.length }
  const { json } = await mock.send('POST', '/document-uploads/request-presigned-url', { body: file })
  await mock.send('PUT', json.upload_url, { body: bytes })
  const body = { object_key: json.object_key, size_bytes: bytes.length, content_type: 'text/plain' }
  const confirmed = await mock.send('POST', '/document-uploads/confirm', { body })
  mock.time.advance(60_000)
  return confirmed.json.document_id
}

const ask = async (mock: TestMock, path: string, body: object) =>
  (await mock.send('POST', `/agents${path}`, { body })).json

async function imageIds(mock: TestMock): Promise<string[]> {
  const { json } = await mock.send('GET', '/user-files?media_types=image&limit=100')
  return json.files.map(({ id }: { id: string }) => id)
}

test('a document search finds the section that holds the words, and its document', async () => {
  using mock = createTestMock()
  const id = await putText(mock, 'safety.txt', 'Zebras wear helmets at the crossing.')
  await putText(mock, 'other.txt', 'Nothing of the kind.')
  const found = await ask(mock, '/search/documents', { query: 'zebras helmets' })
  expect(found).toMatchObject({ count: 1, document_ids: [id], results: [{ score: 1, chunk_index: 0 }] })
  expect(found.result_refs.search_2).toMatchObject({ id_type: 'document', ids: [id] })
  expect((await ask(mock, '/search/documents', { query: 'zebras', document_types: ['pdf'] })).count).toBe(0)
})

test('a video search finds the scene that holds the words', async () => {
  using mock = createTestMock()
  const { json: videos } = await mock.send('GET', '/user-files?media_types=video')
  const { json: list } = await mock.send('GET', `/videos/${videos.files[0].id}/scenes`)
  const [, scene] = list.scenes
  const found = await ask(mock, '/search/videos', { query: scene.description })
  expect(found.results[0]).toMatchObject({ video_id: list.video_id, score: 1 })
  expect(found.results[0].matched_scenes[0]).toMatchObject({ scene_id: scene.scene_id, score: 1 })
  expect((await ask(mock, '/search/videos', { query: '?' })).search_mode).toBe('browse')
})

test('a report names its sources, and is a document when it is to be saved', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const { storageBytes } = tenant.usage
  const document = await putText(mock, 'budget.txt', 'The budget is balanced. More follows.')
  const body = { intent: 'How are we doing?', image_ids: [], document_ids: [document], auto_save: true }
  const written = await ask(mock, '/synthesize', body)
  expect(written.report).toContain('The budget is balanced.')
  const { json } = await mock.send('GET', `/documents/${written.saved_document_id}/text`)
  expect(json.text).toBe(written.report)
  expect(tenant.usage.storageBytes).toBe(storageBytes + 37 + new TextEncoder().encode(written.report).length)
})

test('an analysis cites the documents it read, and has nothing to say of what is not there', async () => {
  using mock = createTestMock()
  const id = await putText(mock, 'budget.txt', 'The budget is balanced.')
  const analysis = await ask(mock, '/analyze/documents', { intent: 'Sum up', document_ids: [id] })
  expect(analysis).toMatchObject({ document_count: 1, categorization: { txt: [id] } })
  expect(analysis.chunk_references).toMatchObject([{ document_id: id, document_filename: 'budget.txt' }])
  const nobody = '00000000-0000-4000-8000-000000000000'
  const body = { intent: 'Sum up', document_ids: [nobody] }
  expect((await mock.send('POST', '/agents/analyze/documents', { body })).status).toBe(404)
})

test('sorting makes the folders that are missing, once, and moves the files into them', async () => {
  using mock = createTestMock({ files: 6 })
  const ids = await imageIds(mock)
  for (const [index, id] of ids.entries())
    await mock.send('PATCH', `/user-files/${id}`, { body: { tags: [index % 2 === 0 ? 'alpha' : 'beta'] } })
  const first = await ask(mock, '/organize', { intent: 'Sort', image_ids: ids })
  expect(first).toMatchObject({ folders_created: 2, files_moved: 6 })
  const { json } = await mock.send('GET', `/user-files/${ids[0]}`)
  const alpha = first.actions.find(({ folder_name: name }: { folder_name: string }) => name === 'Alpha')
  const { json: inside } = await mock.send('GET', `/user-files?folder_id=${alpha.folder_id}`)
  expect(inside.total_count).toBe(3)
  expect(json.tags).toEqual(['alpha'])
  const again = await ask(mock, '/organize', { intent: 'Sort', image_ids: ids })
  expect(again).toMatchObject({ folders_created: 0, files_moved: 6 })
})

describe('a pipeline', () => {
  const run = (mock: TestMock, steps: readonly object[]) => ask(mock, '/pipeline', { steps })

  test('hands what a search found to the step behind it', async () => {
    using mock = createTestMock()
    const id = await putText(mock, 'budget.txt', 'The zebra budget is balanced.')
    const { nodes, ...whole } = await run(mock, [
      { agent: 'document_search', intent: 'zebra budget' },
      { agent: 'assistant', intent: 'Sum up' },
    ])
    expect(whole).toMatchObject({ success: true, total_waves: 2, errors: [] })
    expect(nodes[0].outputs).toMatchObject({ document_ids: [id] })
    expect(nodes[1].outputs.report).toContain('The zebra budget is balanced.')
  })

  test('tells which step failed, and skips what waits for it', async () => {
    using mock = createTestMock()
    const { nodes, success, errors } = await run(mock, [
      { agent: 'image_search', intent: 'qqqqqq' },
      { agent: 'folder', intent: 'Sort them' },
      { agent: 'assistant', intent: 'Sum up', depends_on: [1] },
    ])
    expect(nodes.map(({ status }: { status: string }) => status)).toEqual(['completed', 'failed', 'skipped'])
    expect([success, errors.length]).toEqual([false, 2])
  })

  test('runs searches that wait for nothing in one wave', async () => {
    using mock = createTestMock()
    const { total_waves: waves } = await run(mock, [
      { agent: 'image_search', intent: 'chairs' },
      { agent: 'document_search', intent: 'chairs' },
      { agent: 'cross_reference', intent: 'Compare', depends_on: [0, 1] },
    ])
    expect(waves).toBe(2)
  })

  test.each([[[1]], [[2]], [[-1]]])('refuses a step that waits for %j, which is not before it', async (dependsOn) => {
    using mock = createTestMock()
    const steps = [
      { agent: 'image_search', intent: 'a' },
      { agent: 'assistant', intent: 'b', depends_on: dependsOn },
    ]
    const { status, json } = await mock.send('POST', '/agents/pipeline', { body: { steps } })
    expect([status, json.error.details.field]).toEqual([422, 'steps.1.depends_on.0'])
  })

  test('takes a description for each step, or none at all', async () => {
    using mock = createTestMock()
    const tenant = await mock.tenant()
    tenant.limitOverrides = { descriptionsPerMonth: tenant.usage.descriptions + 1 }
    const steps = [
      { agent: 'image_search', intent: 'a' },
      { agent: 'image_search', intent: 'b' },
    ]
    const { json } = await mock.send('POST', '/agents/pipeline', { body: { steps } })
    expect(json.error.code).toBe('USAGE_LIMIT_EXCEEDED')
    expect((await run(mock, steps.slice(0, 1))).success).toBe(true)
  })
})

test.each([
  ['/search/documents', { query: 'a' }],
  ['/search/videos', { query: 'a' }],
  ['/synthesize', { intent: 'a' }],
  ['/organize', { intent: 'a' }],
  ['/pipeline', { steps: [{ agent: 'chat', intent: 'a' }] }],
])('%s needs the AI provider', async (path, body) => {
  using mock = createTestMock()
  ;(await mock.tenant()).provider = 'down'
  expect((await ask(mock, path, body)).error.code).toBe('VLM_PROVIDER_ERROR')
})
