import { expect, test } from 'vitest'
import { samples } from '../../fixtures/media/samples.ts'
import { memberPassword } from '../../fixtures/members.ts'
import { startTestMock } from '../testing/start-test-mock.ts'

const tenant = 'dashboard_of_a_team'

/** A dashboard as somebody would write it: it knows nothing but the API, and extends its session when it has expired. */
function openDashboard(base: string) {
  let token = ''
  const refreshed: number[] = []

  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(path.startsWith('http') ? path : base + path, {
      method,
      headers: {
        ...(token !== '' && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
  }

  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await send(method, path, body)
    if (response.status !== 401) return response
    const { error } = await response.json()
    if (error.code !== 'EXPIRED_API_KEY') throw new Error(error.message)
    refreshed.push((await send('POST', '/auth/session/refresh')).status)
    return send(method, path, body)
  }

  return {
    call,
    refreshed,
    // biome-ignore lint/suspicious/noExplicitAny: the dashboard reads whatever it is sent
    json: async (method: string, path: string, body?: unknown): Promise<any> => (await call(method, path, body)).json(),
    async logIn(email: string, password = memberPassword) {
      const response = await send('POST', '/auth/session/login', { email, password })
      token = (await response.json()).session_token
    },
    use(other: string) {
      token = other
    },
  }
}

async function open() {
  const mock = await startTestMock()
  const base = mock.url.replace('/api/v2', `/t/${tenant}/api/v2`)
  const advance = (ms: number) =>
    fetch(`${mock.control}/tenants/${tenant}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ clock: { advanceMs: ms } }),
    })
  return { mock, base, advance, dashboard: openDashboard(base) }
}

const hourMs = 3_600_000

test('a session expires in the middle, is extended, and ends with the logout', async () => {
  const { mock, advance, dashboard } = await open()
  await using _ = mock
  await dashboard.logIn('editor@example.com')
  expect((await dashboard.call('GET', '/user-files')).status).toBe(200)
  await advance(hourMs)
  expect((await dashboard.call('POST', '/folders', { name: 'Chairs' })).status).toBe(201)
  expect(dashboard.refreshed).toEqual([200])
  await dashboard.call('POST', '/auth/session/logout')
  await expect(dashboard.call('GET', '/user-files')).rejects.toThrow('The session was ended')
})

test('a subscription lapses, the checkout is paid, and the files are back', async () => {
  const { mock, advance, dashboard } = await open()
  await using _ = mock
  await dashboard.logIn('owner@example.com')
  await dashboard.call('POST', '/payment/subscription/update', { action: 'cancel' })
  await advance(31 * 24 * hourMs)
  await dashboard.logIn('owner@example.com')
  const refused = await dashboard.call('GET', '/user-files')
  expect([refused.status, (await refused.json()).error.code]).toEqual([402, 'HTTP_402'])
  const { tenant_id, status } = await dashboard.json('GET', '/payment/subscription/status')
  expect(status).toBe('canceled')
  const { checkout_url } = await dashboard.json('POST', '/payment/checkout', { plan: 'starter', tenant_id })
  const page = await (await fetch(checkout_url)).text()
  const [, action] = /formaction="([^"]+)">Pay</.exec(page) ?? []
  const paid = await fetch(new URL(action ?? '', checkout_url), {
    method: 'POST',
    body: new URLSearchParams({ action: '' }),
  })
  expect(paid.status).toBe(200)
  expect((await dashboard.call('GET', '/user-files')).status).toBe(200)
  expect((await dashboard.json('GET', '/tenant/settings')).subscription_tier).toBe('starter')
})

test('a drive is connected, and its files come one by one', async () => {
  const { mock, advance, dashboard } = await open()
  await using _ = mock
  await dashboard.logIn('editor@example.com')
  const auth = '/cloud-storage/auth/google_drive'
  const { authorization_url } = await dashboard.json('POST', auth, { provider: 'google_drive' })
  const popup = await (await fetch(authorization_url)).text()
  const { code, state } = JSON.parse(/postMessage\((\{.*?\}), /.exec(popup)?.[1] ?? '{}')
  const { connection } = await dashboard.json('POST', `${auth}/callback`, { code, state })
  const { session } = await dashboard.json('GET', `/cloud-storage/connections/${connection.id}/picker-token`)
  const { data } = await dashboard.json('POST', '/cloud-storage/picker-proxy', {
    session_id: session.session_id,
    endpoint: 'files',
  })
  const files = data.files.map(({ id, name, mimeType, size }: Record<string, string>) => ({
    id,
    name,
    mime_type: mimeType,
    size_bytes: Number(size),
  }))
  const { job_id, image_ids } = await dashboard.json('POST', '/cloud-storage/import', {
    connection_id: connection.id,
    files,
  })
  const done: number[] = []
  for (let step = 0; step < 10; step++) {
    const { job } = await dashboard.json('GET', `/cloud-storage/jobs/${job_id}`)
    done.push(job.completed_files)
    if (job.status === 'completed') break
    await advance(1_000)
  }
  expect(done.at(-1)).toBe(files.length)
  expect(new Set(done).size).toBeGreaterThan(2)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect((await dashboard.call('GET', `/user-files/${image_ids[0]}`)).status).toBe(200)
})

test('somebody is invited, accepts, becomes an editor, and the audit log tells it', async () => {
  const { mock, base, dashboard } = await open()
  await using _ = mock
  await dashboard.logIn('admin@example.com')
  const invited = await dashboard.call('POST', '/tenant/members/invite', { email: 'guest@example.com', role: 'viewer' })
  const { id } = await invited.json()
  const guest = openDashboard(base)
  const session = await guest.json('POST', '/auth/session/password-reset/complete', {
    token: invited.headers.get('mock-mail-token'),
    new_password: 'the password of a guest',
  })
  guest.use(session.session_token)
  const body = () => {
    const form = new FormData()
    form.append('file', new Blob([samples.png.bytes]), 'chair.png')
    return form
  }
  expect((await guest.call('POST', '/user-files/upload/stream', body())).status).toBe(403)
  await dashboard.call('PATCH', `/tenant/members/${id}/role`, { role: 'editor' })
  expect((await guest.call('POST', '/user-files/upload/stream', body())).status).toBe(200)
  const { entries } = await dashboard.json('GET', `/tenant/audit-logs?user_id=${id}`)
  expect(entries.map(({ event_type: type }: { event_type: string }) => type)).toEqual([
    'upload.stream',
    'auth.password_changed',
  ])
  const { usage, total_credits: credits } = await dashboard.json('GET', '/usage/summary')
  expect([usage.total_requests, usage.failed_requests, credits]).toEqual([1, 0, 1])
})

test('what a person types is in no journal', async () => {
  const { mock, dashboard } = await open()
  await using _ = mock
  await dashboard.logIn('owner@example.com')
  await dashboard.call('POST', '/tenant/s3-config', {
    access_key_id: 'AKIA0000000000000000',
    secret_access_key: 'a-key-that-nobody-should-see',
    bucket_name: 'our-uploads',
    region: 'eu-central-1',
  })
  await fetch(`${mock.url}/auth/session/password-reset/validate?token=a-token-of-a-mail`)
  const journal = await (await fetch(`${mock.control}/journal`)).text()
  expect(JSON.parse(journal).attempts).toHaveLength(3)
  const audit = JSON.stringify(await dashboard.json('GET', '/tenant/audit-logs'))
  for (const secret of [memberPassword, 'a-key-that-nobody-should-see', 'a-token-of-a-mail', `session_${tenant}.`])
    expect(journal + audit).not.toContain(secret)
})
