import { expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../../testing/test-mock.ts'

const session = { as: null, headers: { authorization: 'Bearer session_name_of_your_choice' } } as const

const withKey = (key: string) => ({ as: null, headers: { authorization: `Bearer ${key}` } })

async function issue(
  mock: TestMock,
  body: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; key: string }> {
  const { status, json } = await mock.send('POST', '/api-keys', { ...session, body: { name: 'ci', ...body } })
  expect(status).toBe(201)
  return { id: json.id, key: json.api_key }
}

const codeOf = async (mock: TestMock, key: string, method = 'GET', path = '/user-files', body?: unknown) => {
  const { status, json } = await mock.send(method, path, { ...withKey(key), body })
  return status < 300 ? status : json.error.code
}

test('a created key works for its tenant, with the scope read when none was asked for', async () => {
  using mock = createTestMock()
  const { key } = await issue(mock)
  expect(await codeOf(mock, key)).toBe(200)
  expect(await codeOf(mock, key, 'POST', '/folders', { name: 'A' })).toBe('AUTHZ_ERROR')
})

test('a scope includes the lower ones', async () => {
  using mock = createTestMock()
  const { key } = await issue(mock, { scopes: ['write'] })
  expect(await codeOf(mock, key)).toBe(200)
  expect(await codeOf(mock, key, 'POST', '/folders', { name: 'A' })).toBe(201)
})

test('a key expires on the clock of the tenant', async () => {
  using mock = createTestMock()
  const { key, id } = await issue(mock, { expires_at: new Date(mock.time.now() + 60_000).toISOString() })
  expect(await codeOf(mock, key)).toBe(200)
  const { clock } = await mock.tenant()
  clock.advance(60_000)
  expect(await codeOf(mock, key)).toBe('EXPIRED_API_KEY')
  expect((await mock.send('GET', `/api-keys/${id}`, session)).json.is_active).toBe(false)
})

test('a revoked key is deactivated', async () => {
  using mock = createTestMock()
  const { key, id } = await issue(mock)
  expect((await mock.send('DELETE', `/api-keys/${id}`, session)).status).toBe(204)
  expect(await codeOf(mock, key)).toBe('DEACTIVATED_API_KEY')
})

test('a key that nobody issued is unknown, and so is one at another tenant', async () => {
  using mock = createTestMock()
  const { key } = await issue(mock)
  expect(await codeOf(mock, `aion_key_me_${'0'.repeat(32)}`)).toBe('INVALID_API_KEY')
  expect((await mock.send('GET', 'http://mock.test/t/other/api/v2/user-files', withKey(key))).status).toBe(401)
})

test('the key stands in the answer once; what is shown later counts its use', async () => {
  using mock = createTestMock()
  const { key, id } = await issue(mock, { metadata: { team: 'web' } })
  await codeOf(mock, key)
  const { json } = await mock.send('GET', '/api-keys', session)
  expect(json).toMatchObject({ total: 1, api_keys: [{ id, usage_count: 1, metadata: { team: 'web' } }] })
  expect(JSON.stringify(json)).not.toContain(key)
})

test('name, description and metadata can be changed', async () => {
  using mock = createTestMock()
  const { id } = await issue(mock)
  const { json } = await mock.send('PUT', `/api-keys/${id}`, {
    ...session,
    body: { name: 'new', description: 'd', metadata: { a: 1 } },
  })
  expect(json).toMatchObject({ name: 'new', description: 'd', metadata: { a: 1 } })
})

test.each([
  [{ scopes: ['reed'] }, 'scopes.0'],
  [{ metadata: { tenant_id: 'x' } }, 'metadata.tenant_id'],
])('%j is refused with 400', async (body, field) => {
  using mock = createTestMock()
  const { status, json } = await mock.send('POST', '/api-keys', { ...session, body: { name: 'ci', ...body } })
  expect(status).toBe(400)
  expect(json.error.details.field).toBe(field)
})

test('an API key is not enough to manage keys', async () => {
  using mock = createTestMock()
  const { status, json } = await mock.send('GET', '/api-keys')
  expect([status, json.error.code]).toEqual([403, 'AUTHZ_ERROR'])
})

test('the list leaves out inactive keys unless it is asked for them, and comes in pages', async () => {
  using mock = createTestMock()
  const keys = [await issue(mock), await issue(mock), await issue(mock)]
  const { status } = await mock.send('DELETE', `/api-keys/${keys[1]?.id}?reason=Lost`, session)
  expect(status).toBe(204)
  const list = async (query: string) => {
    const { json } = await mock.send('GET', `/api-keys?${query}`, session)
    return [json.total, json.api_keys.map(({ id }: { id: string }) => keys.findIndex((key) => key.id === id))]
  }
  expect(await list('')).toEqual([2, [0, 2]])
  expect(await list('include_inactive=True')).toEqual([3, [0, 1, 2]])
  expect(await list('include_inactive=True&limit=1&offset=1')).toEqual([3, [1]])
})
