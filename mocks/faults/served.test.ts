import { expect, test } from 'vitest'
import { createFetch } from '../fetch.ts'

const headers = { Authorization: 'Bearer aion_test_served_means_served', 'Content-Type': 'application/json' }
const base = 'http://localhost/api/v2'

async function openChat() {
  const fetch = createFetch({ files: 1 })
  const created = await fetch(`${base}/chat/sessions`, { method: 'POST', headers, body: '{}' })
  const { session_id: chat } = await created.json()
  const stream = (message: unknown, fault?: string, signal?: AbortSignal) =>
    fetch(`${base}/chat/sessions/${chat}/messages/stream`, {
      method: 'POST',
      headers: { ...headers, ...(fault !== undefined && { 'Mock-Fault': fault }) },
      body: JSON.stringify({ message }),
      ...(signal && { signal }),
    })
  return { fetch, stream }
}

test('a fault inside a stream is not served by a request that is refused before it streams', async () => {
  const { fetch, stream } = await openChat()
  const planned = fetch.faults.next('VLM_PROVIDER_ERROR', { when: 'streaming' })
  const refused = await stream(5)
  expect([refused.status, refused.headers.get('mock-fault-served')]).toEqual([422, null])
  expect(fetch.journal.attempts().at(-1)?.fault).toBeNull()
  expect(planned).toMatchObject({ served: 0, remaining: 1 })
  const served = await stream('Which chairs are red?')
  expect(await served.text()).toContain('VLM_PROVIDER_ERROR')
  expect(planned).toMatchObject({ served: 1, remaining: 0 })
})

test('nor where the request asks for it itself', async () => {
  const { fetch, stream } = await openChat()
  const refused = await stream(5, 'VLM_PROVIDER_ERROR;when=streaming')
  expect([refused.status, refused.headers.get('mock-fault-served')]).toEqual([422, null])
  expect(fetch.journal.attempts().at(-1)?.fault).toBeNull()
})

test('nor by a client that leaves before it comes', async () => {
  const { fetch, stream } = await openChat()
  const planned = fetch.faults.next('VLM_PROVIDER_ERROR', { when: 'streaming', after: 3 })
  const response = await stream('Which chairs are red?')
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(planned).toMatchObject({ served: 0, remaining: 1 })
  expect(await (await stream('Which chairs are red?')).text()).toContain('VLM_PROVIDER_ERROR')
  fetch.faults.assertAllServed()
})

test('a success is spoilt where there is one; what is refused goes out as it is', async () => {
  const { fetch } = await openChat()
  const planned = fetch.faults.next(200, { form: 'html' })
  const missing = await fetch(`${base}/user-files/00000000-0000-4000-8000-000000000000`, { headers })
  expect([missing.status, planned.served]).toEqual([404, 0])
  const spoilt = await fetch(`${base}/user-files`, { headers })
  expect([spoilt.status, spoilt.headers.get('content-type'), planned.served]).toEqual([
    200,
    'text/html; charset=utf-8',
    1,
  ])
  expect(await spoilt.text()).toContain('<html>')
})

test('a spoilt success has written what it says that it did', async () => {
  const { fetch } = await openChat()
  fetch.faults.on('createFolder', 201, { form: 'empty' })
  const created = await fetch(`${base}/folders`, { method: 'POST', headers, body: JSON.stringify({ name: 'Kept' }) })
  expect([created.status, await created.text()]).toEqual([201, ''])
  expect(await (await fetch(`${base}/folders`, { headers })).text()).toContain('Kept')
})
