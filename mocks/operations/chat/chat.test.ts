import { describe, expect, test } from 'vitest'
import { type ChatEvent, eventsOf } from '../../testing/chat-events.ts'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

async function begin(mock: TestMock): Promise<string> {
  return (await mock.send('POST', '/chat/sessions', { body: {} })).json.session_id
}

const stream = (mock: TestMock, chat: string, headers: Record<string, string> = {}) =>
  mock.send('POST', `/chat/sessions/${chat}/messages/stream`, { body: { message: 'Which chairs are red?' }, headers })

const messagesOf = async (mock: TestMock, chat: string) =>
  (await mock.send('GET', `/chat/sessions/${chat}`)).json.messages

const tokens = (events: readonly ChatEvent[]) => events.filter(({ event }) => event === 'token')

describe('a stream', () => {
  test('goes from connection over tokens to complete and close', async () => {
    using mock = createTestMock()
    const chat = await begin(mock)
    const { status, headers, text } = await stream(mock, chat)
    const events = eventsOf(text)
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8'])
    expect([...new Set(events.map(({ event }) => event))]).toEqual([
      'connection',
      'thinking',
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

  test('numbers its tokens from 1, and each tells what was said so far', async () => {
    using mock = createTestMock()
    const said = tokens(eventsOf((await stream(mock, await begin(mock))).text))
    expect(said.map(({ id }) => id)).toEqual(said.map((_, index) => String(index + 1)))
    let whole = ''
    for (const [index, { data }] of said.entries()) {
      whole += data.content
      expect(data).toEqual({ content: data.content, accumulated: whole, token_index: index })
    }
  })

  test('speaks of one message from its first event to its last, and shows its images', async () => {
    using mock = createTestMock()
    const { json: list } = await mock.send('GET', '/user-files?media_types=image&limit=1')
    const chat = await begin(mock)
    const { text } = await mock.send('POST', `/chat/sessions/${chat}/messages/stream`, {
      body: { message: list.files[0].title },
    })
    const data = Object.fromEntries(eventsOf(text).map((event) => [event.event, event.data]))
    const [, answer] = await messagesOf(mock, chat)
    expect([data.connection.message_id, data.complete.message_id, data.close.message_id]).toEqual(
      Array(3).fill(answer.id),
    )
    expect(data.image_results.images).toContainEqual(expect.objectContaining({ image_id: list.files[0].id }))
    expect(data.complete).toMatchObject({ has_results: true, result_count: data.image_results.count })
    expect(data.complete.image_context).toEqual(data.image_results.images)
  })

  test.each([
    ['?debug_reasoning=True', expect.any(String)],
    ['', null],
  ])('reasons aloud when it is asked to: %j', async (query, reasoning) => {
    using mock = createTestMock()
    const target = `/chat/sessions/${await begin(mock)}/messages/stream${query}`
    const { text } = await mock.send('POST', target, { body: { message: 'Hello' } })
    expect(eventsOf(text).find(({ event }) => event === 'thinking_step')?.data.reasoning).toEqual(reasoning)
  })

  test('tells inside itself that the month is used up', async () => {
    using mock = createTestMock()
    const chat = await begin(mock)
    const tenant = await mock.tenant()
    tenant.limitOverrides = { descriptionsPerMonth: 0 }
    const { status, text } = await stream(mock, chat)
    expect(status).toBe(200)
    expect(eventsOf(text).map(({ event, data }) => [event, data.code])).toEqual([
      ['connection', undefined],
      ['error', 'USAGE_LIMIT_EXCEEDED'],
      ['close', undefined],
    ])
    expect(await messagesOf(mock, chat)).toEqual([])
  })

  test.each([
    [0, 0],
    [50, 20],
  ])('of %d tokens a second waits %d ms for each', async (tokensPerSecond, ms) => {
    using mock = createTestMock({ stream: { tokensPerSecond } })
    const startMs = mock.time.now()
    const events = eventsOf((await stream(mock, await begin(mock))).text)
    expect(mock.time.now() - startMs).toBe(tokens(events).length * ms)
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

  test.each(['1', '999', '', 'x', '-1'])('does not go on behind an event that never was: %j', async (id) => {
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

describe('the list of chats', () => {
  async function chats(mock: TestMock) {
    const titles = ['Chairs', 'Tables', 'Lamps']
    const ids: string[] = []
    for (const title of titles)
      ids.push((await mock.send('POST', '/chat/sessions', { body: { title } })).json.session_id)
    await mock.send('POST', `/chat/sessions/${ids[0]}/messages`, { body: { message: 'Something blue' } })
    await mock.send('DELETE', `/chat/sessions/${ids[1]}`)
    return ids
  }

  test.each([
    ['is_active=False&search=tables', [1]],
    ['is_active=1&search=lamps', [2]],
    ['search=something%20BLUE', [0]],
    ['min_messages=2&search=chairs', [0]],
    ['min_messages=3&search=chairs', []],
  ] as const)('with %s has what it says', async (query, expected) => {
    using mock = createTestMock()
    const ids = await chats(mock)
    const { json } = await mock.send('GET', `/chat/sessions?${query}`)
    expect(json.sessions.map(({ id }: { id: string }) => ids.indexOf(id))).toEqual(expected)
  })
})

test('a chat shows its latest messages, or none, as it is asked', async () => {
  using mock = createTestMock()
  const chat = await begin(mock)
  for (const message of ['One', 'Two'])
    await mock.send('POST', `/chat/sessions/${chat}/messages`, { body: { message } })
  const read = async (query: string) => (await mock.send('GET', `/chat/sessions/${chat}?${query}`)).json.messages
  expect(await read('include_messages=False')).toEqual([])
  expect((await read('message_limit=2'))[0].content).toBe('Two')
  expect(await read('')).toHaveLength(4)
})
