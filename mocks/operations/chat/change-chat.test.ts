import { describe, expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

async function begin(mock: TestMock, title = 'Chairs'): Promise<string> {
  return (await mock.send('POST', '/chat/sessions', { body: { title } })).json.session_id
}

async function idsOf(mock: TestMock, type: string): Promise<string[]> {
  const { json } = await mock.send('GET', `/user-files?media_types=${type}&limit=3`)
  return json.files.map(({ id }: { id: string }) => id)
}

const read = async (mock: TestMock, chat: string) => (await mock.send('GET', `/chat/sessions/${chat}`)).json

test('a chat keeps what was chosen for it', async () => {
  using mock = createTestMock()
  const chat = await begin(mock)
  const images = await idsOf(mock, 'image')
  const videos = await idsOf(mock, 'video')
  const chosen = await mock.send('PUT', `/chat/sessions/${chat}/images`, { body: { image_ids: images } })
  expect(chosen.json).toMatchObject({ context_summary: '3 images selected', estimated_tokens: 3_600 })
  await mock.send('PUT', `/chat/sessions/${chat}/videos`, { body: { video_ids: videos } })
  await mock.send('PATCH', `/chat/sessions/${chat}/mode`, { body: { use_all_images: false } })
  await mock.send('PATCH', `/chat/sessions/${chat}/title`, { body: { title: 'Tables' } })
  expect(await read(mock, chat)).toMatchObject({
    session: { title: 'Tables', use_all_images: false, selected_image_count: 3 },
    selected_image_ids: images,
    selected_video_ids: videos,
  })
})

test('a chat speaks of the images that were chosen, and quotes its documents', async () => {
  using mock = createTestMock()
  const chat = await begin(mock)
  const [first = '', second = ''] = await idsOf(mock, 'image')
  for (const id of [first, second]) await mock.send('PATCH', `/user-files/${id}`, { body: { title: 'Zebra' } })
  await mock.send('PUT', `/chat/sessions/${chat}/images`, { body: { image_ids: [first] } })
  await mock.send('PATCH', `/chat/sessions/${chat}/mode`, { body: { use_all_images: false } })
  const [document] = await idsOf(mock, 'document')
  const { json: text } = await mock.send('GET', `/documents/${document}/text`)
  await mock.send('PUT', `/chat/sessions/${chat}/documents`, { body: { document_ids: [document] } })
  const message = `Zebra ${text.text.split(' ')[0]}`
  const { json } = await mock.send('POST', `/chat/sessions/${chat}/messages`, { body: { message } })
  expect(json.content).toContain('I found 1 image')
  expect(json.content).toContain(`${text.filename} says: "`)
})

test.each([
  ['images', { image_ids: new Array(1_001).fill('00000000-0000-4000-8000-000000000000') }, 'image_ids'],
  ['documents', { document_ids: new Array(101).fill('00000000-0000-4000-8000-000000000000') }, 'document_ids'],
  ['videos', { video_ids: new Array(101).fill('00000000-0000-4000-8000-000000000000') }, 'video_ids'],
  ['videos', { video_ids: ['00000000-0000-4000-8000-000000000000'] }, 'video_ids.0'],
])('%s that cannot be chosen are refused with 400', async (kind, body, field) => {
  using mock = createTestMock()
  const { status, json } = await mock.send('PUT', `/chat/sessions/${await begin(mock)}/${kind}`, { body })
  expect([status, json.error.details.field]).toEqual([400, field])
})

test.each([
  ['json', 'application/json'],
  ['markdown', 'text/markdown'],
  ['text', 'text/plain'],
])('a chat is exported as %s, with its messages', async (format, type) => {
  using mock = createTestMock({ onSuccess: () => {} })
  const { json: list } = await mock.send('GET', '/chat/sessions')
  const { id } = list.sessions[0]
  const { messages } = await read(mock, id)
  const { headers, text } = await mock.send('GET', `/chat/sessions/${id}/export?format=${format}&include_metadata=true`)
  expect(headers['content-type']).toContain(type)
  expect(headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="chat_${id}\\.(json|md|txt)"$`))
  expect(text).toContain(messages[0].content)
  expect(text).toContain(id)
})

describe('a plan', () => {
  async function propose(mock: TestMock) {
    const images = await idsOf(mock, 'image')
    for (const id of images)
      await mock.send('PATCH', `/user-files/${id}`, { body: { title: 'Zebra', tags: ['stripes'] } })
    const chat = await begin(mock)
    const path = `/chat/sessions/${chat}/messages/stream`
    const { text } = await mock.send('POST', path, { body: { message: 'Please sort every zebra' } })
    const event = /event: plan_pending_approval\ndata: (.*)\n/.exec(text)?.[1] ?? '{}'
    return { chat, images, planId: JSON.parse(event).plan_id as string }
  }

  const act = (mock: TestMock, chat: string, planId: string, action: string) =>
    mock.send('POST', `/chat/sessions/${chat}/plans/${planId}/action`, { body: { action } })

  test('moves nothing before it is approved, and everything then', async () => {
    using mock = createTestMock()
    const { chat, images, planId } = await propose(mock)
    const folderOf = async (id: string | undefined) => (await mock.tenant()).files.get(id ?? '')?.folder_id
    const before = await folderOf(images[0])
    expect((await read(mock, chat)).messages[1].metadata).toEqual({ plan_id: planId, plan_status: 'pending' })
    const { json } = await act(mock, chat, planId, 'approve')
    expect(json).toMatchObject({ success: true, action_taken: 'approve', results: { files_moved: images.length } })
    const after = await folderOf(images[0])
    expect(after).not.toBe(before)
    expect((await mock.tenant()).folders.get(after ?? '')?.name).toBe('Stripes')
    expect((await act(mock, chat, planId, 'approve')).status).toBe(409)
  })

  test('that is cancelled moves nothing and cannot be approved any more', async () => {
    using mock = createTestMock()
    const { chat, planId } = await propose(mock)
    const folders = (await mock.tenant()).folders.size
    expect((await act(mock, chat, planId, 'cancel')).json.action_taken).toBe('cancel')
    expect((await act(mock, chat, planId, 'approve')).status).toBe(409)
    expect((await mock.tenant()).folders.size).toBe(folders)
  })

  test('of another chat, or none, is not there', async () => {
    using mock = createTestMock()
    const { planId } = await propose(mock)
    expect((await act(mock, await begin(mock), planId, 'approve')).status).toBe(404)
    expect((await act(mock, await begin(mock), 'plan-1', 'approve')).status).toBe(404)
  })
})
