import { execFileSync } from 'node:child_process'
import { describe, expect, test, vi } from 'vitest'
import { createFetch } from './fetch.ts'

const api = 'https://api.aionvision.tech/api/v2'
const key = { Authorization: 'Bearer aion_test_name_of_your_choice' }

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

describe('an abort ends a call at once', () => {
  const reason = new DOMException('enough', 'AbortError')

  test.each([
    ['before it', 'HTTP_500', 0],
    ['during the delay of a fault', { error: 'HTTP_500', delay: 60_000 }, 20],
    ['during a slow answer', { transport: 'slow-answer', delay: 60_000 }, 20],
    ['while nothing comes', { transport: 'stall-headers' }, 20],
    ['during the delay of a committed write', { error: 'HTTP_500', delay: 60_000, when: 'committed' }, 20],
  ] as const)('%s', async (_, fault, afterMs) => {
    const fetch = createFetch()
    if (typeof fault === 'string') fetch.faults.next(fault)
    else fetch.faults.add({ fault })
    const caller = new AbortController()
    if (afterMs === 0) caller.abort(reason)
    else setTimeout(() => caller.abort(reason), afterMs)
    const startMs = performance.now()
    await expect(fetch(`${api}/user-files`, { headers: key, signal: caller.signal })).rejects.toBe(reason)
    expect(performance.now() - startMs).toBeLessThan(30_000)
    await expect.poll(() => fetch.journal.attempts().map(({ status }) => status)).toEqual(afterMs === 0 ? [] : [null])
  })

  test.each(['stall-body', 'slow-body'] as const)('in the body, with %s', async (transport) => {
    const fetch = createFetch()
    fetch.faults.add({ fault: { transport } })
    const caller = new AbortController()
    const response = await fetch(`${api}/user-files?limit=100`, { headers: key, signal: caller.signal })
    setTimeout(() => caller.abort(reason), 20)
    await expect(response.text()).rejects.toBe(reason)
  })

  test('during an upload that its sender never ends', async () => {
    const fetch = createFetch()
    const caller = new AbortController()
    setTimeout(() => caller.abort(reason), 20)
    const body = new ReadableStream({ pull: () => new Promise(() => undefined) })
    const init = {
      method: 'POST',
      headers: { ...key, 'Content-Type': 'multipart/form-data; boundary=b' },
      body,
      duplex: 'half',
    }
    await expect(
      fetch(`${api}/user-files/upload/stream`, { ...init, signal: caller.signal } as RequestInit),
    ).rejects.toBe(reason)
  })
})

test('a signal with a timeout is obeyed when nothing else keeps the process alive', () => {
  const script = `
    import { createFetch } from ${JSON.stringify(new URL('./fetch.ts', import.meta.url).href)}
    const fetch = createFetch({ acceptAnyKey: true })
    fetch.faults.add({ fault: { transport: process.argv[1] } })
    const call = async () => (await fetch('${api}/user-files', { headers: { Authorization: 'Bearer x' }, signal: AbortSignal.timeout(50) })).text()
    await call().catch((error) => console.log(error.name))
  `
  for (const transport of ['stall-headers', 'stall-body'])
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script, transport], { encoding: 'utf8' })).toBe(
      'TimeoutError\n',
    )
})

describe('redirects', () => {
  const download = async (fetch: ReturnType<typeof createFetch>, init: RequestInit = {}) => {
    const { files } = (await (await fetch(`${api}/user-files?media_types=image`, { headers: key })).json()) as {
      files: { id: string }[]
    }
    return fetch(`${api}/user-files/${files[0]?.id}/download`, { headers: key, ...init })
  }

  test('are followed', async () => {
    const response = await download(createFetch())
    expect([response.status, response.redirected]).toEqual([200, true])
    expect(response.url).toMatch(/^https:\/\/api\.aionvision\.tech\/t\/name_of_your_choice\/api\/v2\/storage\//)
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0)
  })

  test('are left to the caller, or refused, when the call says so', async () => {
    const left = await download(createFetch(), { redirect: 'manual' })
    expect([left.status, left.redirected]).toEqual([302, false])
    await expect(download(createFetch(), { redirect: 'error' })).rejects.toThrow(new TypeError('fetch failed'))
  })

  test('a plain answer says where it was found', async () => {
    const response = await createFetch()(new URL(`${api}/user-files?limit=1`), { headers: key })
    expect([response.url, response.redirected]).toEqual([`${api}/user-files?limit=1`, false])
  })
})

test('waits follow the fake timers of a test when it asks for that', async () => {
  vi.useFakeTimers()
  try {
    const fetch = createFetch({ time: 'test' })
    await fetch(`${api}/user-files`, { headers: key }) // makes the tenant, which takes a moment of its own
    fetch.faults.add({ fault: { error: 'HTTP_500', delay: 600_000 } })
    const answer = fetch(`${api}/user-files`, { headers: key })
    await vi.advanceTimersByTimeAsync(599_999)
    expect(fetch.journal.attempts()[1]?.times.responseHeadMs).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect((await answer).status).toBe(500)
  } finally {
    vi.useRealTimers()
  }
})

test('headers of any spelling are read', async () => {
  const fetch = createFetch()
  const headers = {
    [Symbol.iterator]: () =>
      Object.entries({ AUTHORIZATION: 'Bearer aion_test_name_of_your_choice', 'MOCK-FAULT': 'TIMEOUT' })[
        Symbol.iterator
      ](),
  }
  expect((await fetch(`${api}/user-files`, { headers: [...headers] })).status).toBe(503)
})
