import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'
import type { MockServer } from '../server/index.ts'
import { eventsOf } from '../testing/chat-events.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import { defaultTenant } from '../testing/test-mock.ts'

const headers = { Authorization: `Bearer aion_test_${defaultTenant}`, 'Content-Type': 'application/json' }

type Fetch = typeof globalThis.fetch

/** Streams one message; tells what came, and how it ended. */
async function stream(fetch: Fetch, baseUrl: string, fault?: string, signal?: AbortSignal) {
  const created = await fetch(`${baseUrl}/chat/sessions`, { method: 'POST', headers, body: '{}' })
  const { session_id: chat } = (await created.json()) as { session_id: string } // the answer was held against its schema
  const response = await fetch(`${baseUrl}/chat/sessions/${chat}/messages/stream`, {
    method: 'POST',
    headers: { ...headers, ...(fault !== undefined && { 'Mock-Fault': fault }) },
    body: JSON.stringify({ message: 'Which chairs are red?' }),
    ...(signal && { signal }),
  })
  const decoder = new TextDecoder()
  let text = ''
  let failure: unknown
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
  } catch (error) {
    failure = error
  }
  return {
    status: response.status,
    headers: response.headers,
    events: text === '' ? [] : eventsOf(text),
    text,
    failure,
    chat,
  }
}

const namesOf = (events: readonly { readonly event: string }[]) => events.map(({ event }) => event)

const worlds = {
  'over a server': async () => {
    const mock = await startTestMock()
    return {
      fetch: globalThis.fetch as Fetch,
      url: mock.url,
      faults: mock.faults,
      journal: mock.journal,
      close: () => mock.close(),
    }
  },
  'in process': async () => {
    const fetch = createFetch()
    return {
      fetch: fetch as Fetch,
      url: 'http://mock.test/api/v2',
      faults: fetch.faults,
      journal: fetch.journal,
      close: async () => {},
    }
  },
}

describe.each(Object.entries(worlds))('a fault inside a stream %s', (_, open) => {
  let world: Awaited<ReturnType<(typeof worlds)['in process']>>
  beforeEach(async () => {
    world = await open()
  })
  afterEach(() => world.close())

  test.each([0, 1, 3, 9])('that is an error comes behind %d events, in the form of the stream', async (after) => {
    const whole = await stream(world.fetch, world.url)
    const {
      status,
      headers: answer,
      events,
    } = await stream(world.fetch, world.url, `VLM_PROVIDER_ERROR;when=streaming;after=${after}`)
    expect(status).toBe(200)
    expect(answer.get('mock-fault-served')).toBe('VLM_PROVIDER_ERROR;by=header')
    expect(namesOf(events)).toEqual([...namesOf(whole.events).slice(0, after), 'error', 'close'])
    expect(events.at(-2)?.data).toMatchObject({ type: 'error', code: 'VLM_PROVIDER_ERROR' })
  })

  test('takes its own message, and comes at the end of a stream that has fewer events', async () => {
    const { events } = await stream(world.fetch, world.url, 'TIMEOUT;when=streaming;after=9999;message="Too slow"')
    expect(namesOf(events).slice(-3)).toEqual(['close', 'error', 'close'])
    expect(events.at(-2)?.data).toMatchObject({ code: 'TIMEOUT', message: 'Too slow' })
  })

  test.each(['close-mid-body', 'reset-mid-body'])('that is %s cuts it behind its events', async (kind) => {
    const { status, events, failure } = await stream(world.fetch, world.url, `${kind};when=streaming;after=4`)
    expect([status, events.length]).toEqual([200, 4])
    expect(failure).toBeInstanceOf(Error)
    expect(world.journal.attempts({ operation: 'streamMessage' }).at(-1)).toMatchObject({
      status: 200,
      fault: expect.stringContaining(`${kind};by=header`),
    })
  })

  test('that is a stall leaves it open and silent', async () => {
    const patience = AbortSignal.timeout(400)
    const { events, failure } = await stream(world.fetch, world.url, 'stall-body;when=streaming;after=2', patience)
    expect(namesOf(events)).toEqual(['connection', 'thinking'])
    expect(failure).toMatchObject({ name: 'TimeoutError' })
  })

  test('is planned for streams, and leaves other requests alone', async () => {
    world.faults.next('VLM_PROVIDER_ERROR', { when: 'streaming', after: 1 })
    expect((await world.fetch(`${world.url}/user-files`, { headers })).status).toBe(200)
    expect(() => world.faults.assertAllServed()).toThrow('0 of 1 served')
    const { events } = await stream(world.fetch, world.url)
    expect(namesOf(events)).toEqual(['connection', 'error', 'close'])
    world.faults.assertAllServed()
  })

  test('waits as it is told', async () => {
    const startMs = performance.now()
    await stream(world.fetch, world.url, 'VLM_PROVIDER_ERROR;when=streaming;after=1;delay=120')
    expect(performance.now() - startMs).toBeGreaterThan(110)
  })

  test('loses nothing that was recorded: the stream can be resumed', async () => {
    const { events, chat } = await stream(world.fetch, world.url, 'close-mid-body;when=streaming;after=10')
    const last = events.findLast(({ id }) => id !== undefined)
    const response = await world.fetch(`${world.url}/chat/sessions/${chat}/messages/stream`, {
      method: 'POST',
      headers: { ...headers, 'Last-Event-ID': last?.id ?? '' },
      body: JSON.stringify({ message: 'Which chairs are red?' }),
    })
    const rest = eventsOf(await response.text())
    expect([rest[0]?.id, rest.at(-1)?.event]).toEqual([String(Number(last?.id) + 1), 'close'])
  })

  test.each([
    ['GET', '/user-files', 'VLM_PROVIDER_ERROR;when=streaming', 'when'],
    ['GET', '/user-files', 'VLM_PROVIDER_ERROR;after=3', 'when'],
    ['GET', '/user-files', 'reset;when=streaming', 'can cut a stream'],
    ['GET', '/user-files', 'VLM_PROVIDER_ERROR;when=streaming;after=-1', 'after'],
    ['GET', '/user-files', 'VLM_PROVIDER_ERROR;when=steaming', 'when'],
  ])('is refused where it makes no sense: %s %s %s', async (method, path, fault, field) => {
    const response = await world.fetch(world.url + path, { method, headers: { ...headers, 'Mock-Fault': fault } })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(field)
  })
})

describe('the pace of a stream', () => {
  const took = async (mock: MockServer) => {
    const startMs = performance.now()
    const { events } = await stream(fetch, mock.url)
    return { ms: performance.now() - startMs, tokens: events.filter(({ event }) => event === 'token').length }
  }

  test('is 40 tokens a second from a server that nobody told otherwise', async () => {
    await using mock = await startTestMock({ stream: { tokensPerSecond: 40 } })
    const { ms, tokens } = await took(mock)
    expect(ms).toBeGreaterThan(tokens * 24)
  })

  test('is a scenario’s to set, for everybody or for one tenant', async () => {
    const faults = [{ fault: { error: 'HTTP_500' }, tenant: 'nobody_in_particular' }] as const
    await using slow = await startTestMock({ scenario: { stream: { tokensPerSecond: 50 }, faults } })
    const { ms, tokens } = await took(slow)
    expect(ms).toBeGreaterThan(tokens * 19)
    await using one = await startTestMock({
      scenario: { tenants: { [defaultTenant]: { stream: { tokensPerSecond: 50 } } }, faults },
    })
    const second = await took(one)
    expect(second.ms).toBeGreaterThan(second.tokens * 19)
  })

  test('is changed by the control API, and refused when it is none', async () => {
    await using mock = await startTestMock()
    const patch = (stream: unknown) =>
      fetch(`${mock.control}/tenants/${defaultTenant}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ stream }),
      })
    expect((await patch({ tokensPerSecond: 50 })).status).toBe(200)
    const { ms, tokens } = await took(mock)
    expect(ms).toBeGreaterThan(tokens * 19)
    for (const wrong of [{}, { tokensPerSecond: -1 }, { tokensPerSecond: '5' }, { tokenPerSecond: 5 }, 5])
      expect((await patch(wrong)).status).toBe(422)
  })
})
