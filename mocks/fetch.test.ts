import { expect, test } from 'vitest'
import { createFetch } from './fetch.ts'

const api = 'https://api.aionvision.tech/api/v2'
const key = { Authorization: 'Bearer aion_test_me' }

test('it answers like the API without leaving the process', async () => {
  const fetch = createFetch()
  const response = await fetch(`${api}/user-files?limit=1`, { headers: key })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ files: [{}] })
})

test('a body is read as fetch would send it', async () => {
  const fetch = createFetch()
  const response = await fetch(`${api}/folders`, {
    method: 'POST',
    headers: { ...key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'New' }),
  })
  expect(response.status).toBe(201)
  expect(fetch.journal.attempts().at(-1)).toMatchObject({ operation: 'createFolder', body: { bytes: 14 }, status: 201 })
})

test('a broken connection is the TypeError that fetch throws', async () => {
  const fetch = createFetch()
  fetch.faults.add({ fault: { transport: 'reset' } })
  await expect(fetch(`${api}/user-files`, { headers: key })).rejects.toThrow(new TypeError('fetch failed'))
})

test('a stalled answer ends when the caller aborts', async () => {
  const fetch = createFetch()
  fetch.faults.add({ fault: { transport: 'stall-headers' } })
  await expect(fetch(`${api}/user-files`, { headers: key, signal: AbortSignal.timeout(20) })).rejects.toThrow(
    /timeout/i,
  )
})

test('another host is refused when the base URL names one', async () => {
  const fetch = createFetch({ baseUrl: api })
  await expect(fetch('https://elsewhere.example/api/v2/user-files')).rejects.toThrow(
    /is not under https:\/\/api.aionvision.tech/,
  )
})

test('two worlds know nothing of each other', async () => {
  const one = createFetch({ tenant: 'shared' })
  const other = createFetch({ tenant: 'shared' })
  one.faults.next('HTTP_500')
  expect((await other(`${api}/user-files`, { headers: key })).status).toBe(200)
  expect((await one(`${api}/user-files`, { headers: key })).status).toBe(500)
})

test('the plan decides the limits', async () => {
  const fetch = createFetch({ plan: 'enterprise' })
  expect((await fetch(`${api}/user-files`, { headers: key })).headers.get('x-ratelimit-limit')).toBe('500')
})
