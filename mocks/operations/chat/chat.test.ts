import { describe, expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

interface Event {
  readonly id?: string
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: what an event holds is what these tests are about
  readonly data: any
}

/** Takes a `text/event-stream` apart. */
function eventsOf(text: string): Event[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)))
      return { ...fields, data: JSON.parse(fields.data) } as Event // what every event of the stream has
    })
}

async function begin(mock: TestMock): Promise<string> {
  return (await mock.send('POST', '/chat/sessions', { body: {} })).json.session_id
}

const stream = (mock: TestMock, chat: string, headers: Record<string, string> = {}) =>
  mock.send('POST', `/chat/sessions/${chat}/messages/stream`, { body: { message: 'Which chairs are red?' }, headers })

const messagesOf = async (mock: TestMock, chat: string) =>
  (await mock.send('GET', `/chat/sessions/${chat}`)).json.messages

const tokens = (events: readonly Event[]) => events.filter(({ event }) => event === 'token')

describe('a stream', () => {
  test('goes from connection over tokens to complete and close', async () => {
    using mock = createTestMock()
    const chat = await begin(mock)
    const { status, headers, text } = await stream(mock, chat)
    const events = eventsOf(text)
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8'])
    expect([...new Set(events.map(({ event }) => event))]).toEqual([
      'connection',
      'status',
      'thinking_step',
      'ping',
      'tool_invocation',
      'tool_result',
      'image_results',
      'token',
      'complete',
      'close',
    ])
    const complete = events.find(({ event }) => event === 'complete')
    expect(
      tokens(events)
        .map(({ data }) => data.content)
        .join(''),
    ).toBe(complete?.data.content)
    expect((await messagesOf(mock, chat)).map(({ role }: { role: string }) => role)).toEqual(['user', 'assistant'])
  })

  test.each([
    ['down', 'VLM_PROVIDER_ERROR'],
    ['slow', 'TIMEOUT'],
  ] as const)('fails after its 200 while the AI provider is %s', async (provider, code) => {
    using mock = createTestMock()
    const chat = await begin(mock)
    const tenant = await mock.tenant()
    tenant.provider = provider
    const { status, text } = await stream(mock, chat)
    const events = eventsOf(text)
    expect(status).toBe(200)
    expect(events.at(-2)).toMatchObject({ event: 'error', data: { type: 'error', code, message: expect.any(String) } })
    expect(events.at(-1)?.event).toBe('close')
    expect(tokens(events)).toEqual([])
    expect(await messagesOf(mock, chat)).toHaveLength(1)
  })

  test('can break off in the middle of its tokens', async () => {
    using mock = createTestMock()
    const chat = await begin(mock)
    const tenant = await mock.tenant()
    tenant.failureShare = 1
    const events = eventsOf((await stream(mock, chat)).text)
    expect(tokens(events).length).toBeGreaterThan(0)
    expect(events.at(-2)).toMatchObject({ event: 'error', data: { code: 'VLM_PROVIDER_ERROR' } })
    expect(events.map(({ event }) => event)).not.toContain('complete')
  })

  test('goes on behind the last token that was received, and nothing is recorded twice', async () => {
    using mock = createTestMock()
    const chat = await begin(mock)
    const all = eventsOf((await stream(mock, chat)).text)
    const third = tokens(all)[2]
    const rest = eventsOf((await stream(mock, chat, { 'last-event-id': third?.id ?? '' })).text)
    expect(tokens(rest)).toEqual(tokens(all).slice(3))
    expect(rest.at(-1)?.event).toBe('close')
    expect(await messagesOf(mock, chat)).toHaveLength(2)
  })

  test.each(['nobody:1', '', 'x'])('does not go on behind an event that never was: %j', async (id) => {
    using mock = createTestMock()
    const { status } = await stream(mock, await begin(mock), { 'last-event-id': id })
    expect(status).toBe(404)
  })

  test('of a chat that is not there, or closed, is refused before it begins', async () => {
    using mock = createTestMock()
    const chat = await begin(mock)
    await mock.send('DELETE', `/chat/sessions/${chat}`)
    expect((await stream(mock, chat)).status).toBe(404)
    expect((await stream(mock, '00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })
})

test('a message names the images that it found, and counts', async () => {
  using mock = createTestMock()
  const { json: list } = await mock.send('GET', '/user-files?media_types=image&limit=1')
  const [file] = list.files
  const chat = await begin(mock)
  const { json } = await mock.send('POST', `/chat/sessions/${chat}/messages`, { body: { message: file.title } })
  expect(json.content).toContain(file.title)
  expect(json.remaining_messages).toBe(198)
  const { json: chats } = await mock.send('GET', '/chat/sessions')
  expect(chats.sessions[0]).toMatchObject({ id: chat, total_messages: 2, last_user_message: file.title })
})

test('a full chat takes no more messages', async () => {
  using mock = createTestMock()
  const chat = await begin(mock)
  const send = () => mock.send('POST', `/chat/sessions/${chat}/messages`, { body: { message: 'Hello' } })
  for (let i = 0; i < 100; i++) expect((await send()).status).toBe(200)
  expect((await send()).json.error.code).toBe('USAGE_LIMIT_EXCEEDED')
})
