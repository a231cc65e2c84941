import { describe, expect, test } from 'vitest'
import { createTestMock, type TestMock } from '../testing/test-mock.ts'

const create = () => createTestMock({ files: 0, rateLimit: true })
const noId = '00000000-0000-4000-8000-000000000001'

/** The error of an answer, with what of its headers depends on it. */
async function refused(mock: TestMock, method: string, path: string, request: Parameters<TestMock['send']>[2] = {}) {
  const { status, headers, json } = await mock.send(method, path, request)
  const { allow, 'retry-after': retryAfter } = headers
  return { status, ...json.error, ...(allow && { allow }), ...(retryAfter && { retryAfter }) }
}

describe('against a request stands, in this order,', () => {
  test('its path, with or without a key', async () => {
    using mock = create()
    for (const as of [null, 'ann', 'expired_ann'])
      expect(await refused(mock, 'GET', '/nowhere/at/all', { as })).toMatchObject({ status: 404, code: 'HTTP_404' })
  })

  test('its method, with those that will do', async () => {
    using mock = create()
    const { message, ...others } = await refused(mock, 'PUT', '/folders', { as: null })
    expect(others).toEqual({ status: 405, code: 'HTTP_405', allow: expect.stringContaining('GET') })
    expect(message).toBe(`PUT is not allowed here; allowed: ${others.allow}`)
  })

  test.each([
    [null, 401, 'INVALID_API_KEY'],
    ['expired_ann', 401, 'EXPIRED_API_KEY'],
    ['deactivated_ann', 401, 'DEACTIVATED_API_KEY'],
    ['deactivated_pastdue_ann', 401, 'DEACTIVATED_API_KEY'],
    ['pastdue_ann', 402, 'HTTP_402'],
    ['pastdue_readonly_ann', 402, 'HTTP_402'],
    ['readonly_ann', 403, 'AUTHZ_ERROR'],
  ])('the key of %s: %d %s', async (as, status, code) => {
    using mock = create()
    expect(await refused(mock, 'POST', '/folders', { as, body: { name: 'a' } })).toMatchObject({ status, code })
  })

  test('an account that was deleted', async () => {
    using mock = create()
    const tenant = await mock.tenant('ann')
    tenant.account.closedMs = 5
    expect(await refused(mock, 'GET', '/folders', { as: 'ann' })).toEqual({
      status: 401,
      code: 'DEACTIVATED_API_KEY',
      message: 'The account was deleted',
    })
  })

  test('the plan’s rate, and it says for how long', async () => {
    using mock = create()
    const tenant = await mock.tenant('ann')
    tenant.limitOverrides = { requestsPerMinute: 2 }
    expect(tenant.isInUse).toBe(false)
    for (let i = 0; i < 2; i += 1) expect((await mock.send('GET', '/folders', { as: 'ann' })).status).toBe(200)
    expect(tenant.isInUse).toBe(true)
    mock.time.advance(20_500)
    expect(await refused(mock, 'GET', '/folders', { as: 'ann' })).toEqual({
      status: 429,
      code: 'RATE_LIMIT_ERROR',
      message: 'More than 2 requests in a minute',
      retryAfter: '40',
    })
    mock.time.advance(39_500)
    expect((await mock.send('GET', '/folders', { as: 'ann' })).status).toBe(200)
  })
})

test('no rate is counted where none is enforced, nor of a request whose key does not hold', async () => {
  using mock = createTestMock({ files: 0, rateLimit: false })
  const tenant = await mock.tenant('ann')
  tenant.limitOverrides = { requestsPerMinute: 1 }
  for (let i = 0; i < 3; i += 1) expect((await mock.send('GET', '/folders', { as: 'ann' })).status).toBe(200)
  using counting = create()
  const anonymous = await counting.tenant('expired_ann')
  await counting.send('GET', '/folders', { as: 'expired_ann' })
  expect([anonymous.window.kept()?.used, anonymous.isInUse]).toEqual([0, false])
})

describe('what a key may do', () => {
  test('is reading alone where it says so', async () => {
    using mock = create()
    expect((await mock.send('GET', '/folders', { as: 'readonly_ann' })).status).toBe(200)
    expect(await refused(mock, 'DELETE', `/folders/${noId}`, { as: 'readonly_ann' })).toEqual({
      status: 403,
      code: 'AUTHZ_ERROR',
      message: 'The key has the scope read; this operation requires write',
    })
  })

  test('is not what takes a user’s session', async () => {
    using mock = create()
    expect(await refused(mock, 'POST', '/api-keys', { as: 'ann', body: { name: 'a' } })).toEqual({
      status: 403,
      code: 'AUTHZ_ERROR',
      message: "This needs a user's session, not an API key: log in, or send session_ and the tenant's name",
    })
    const headers = { authorization: 'Bearer session_ann' }
    expect((await mock.send('POST', '/api-keys', { as: null, headers, body: { name: 'a' } })).status).toBe(201)
  })

  test('is nothing on the path of another tenant once it is past due, and on its own once that has not paid', async () => {
    using mock = create()
    const headers = (name: string) => ({ authorization: `Bearer aion_test_${name}` })
    const at = (tenant: string, name: string) =>
      mock.send('GET', `http://mock.test/t/${tenant}/api/v2/folders`, { headers: headers(name) })
    expect((await at('bob', 'pastdue_ann')).status).toBe(402)
    expect((await at('bob', 'ann')).status).toBe(200)
    const own = await mock.tenant('pastdue_ann')
    own.subscription = 'active'
    expect((await at('pastdue_ann', 'pastdue_ann')).status).toBe(200)
  })
})
