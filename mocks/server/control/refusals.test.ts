import { describe, expect, it } from 'vitest'
import { ask } from '../../testing/ask.ts'
import { json, serveForTests } from '../../testing/serve-for-tests.ts'
import { startMockServer } from '../index.ts'

const { server } = serveForTests()

describe('what the control API refuses', () => {
  const refused = async (path: string, options: Parameters<typeof ask>[1]) => {
    const { status, text, headers } = await ask(server().control + path, options)
    return { status, headers, error: JSON.parse(text).error }
  }

  it('unknown paths, with the near one', async () => {
    const { status, error } = await refused('/fault', {})
    expect(status).toBe(404)
    expect(error.message).toContain('/__mock/faults')
  })

  it('other methods, with those that it knows', async () => {
    const { status, headers } = await refused('/faults', { method: 'PUT' })
    expect(status).toBe(405)
    expect(headers.allow).toBe('POST, GET, DELETE, HEAD, OPTIONS')
  })

  it('a body that is not JSON', async () => {
    const body = '{"fault":'
    expect(await refused('/faults', { method: 'POST', headers: json, body })).toMatchObject({ status: 400 })
    const headers = { 'Content-Type': 'text/plain' }
    expect(await refused('/faults', { method: 'POST', headers, body: '{}' })).toMatchObject({ status: 415 })
    const long = JSON.stringify({ fault: 'x'.repeat(1_100_000) })
    expect(await refused('/faults', { method: 'POST', headers: json, body: long })).toMatchObject({ status: 413 })
  })

  it('unknown and repeated query parameters', async () => {
    expect((await refused('/journal?tenent=me', {})).error.details.issue).toContain('tenant')
    expect(await refused('/journal?tenant=a&tenant=b', {})).toMatchObject({ status: 422 })
    expect(await refused('/journal?after=-1', {})).toMatchObject({ status: 422 })
  })

  it.each([
    ['/tenants/aion_test_acme_of_anvil_city', {}],
    ['/faults?tenant=aion_test_acme_of_anvil_city', {}],
    ['/reset', { method: 'POST', headers: json, body: '{"tenant":"aion_test_acme_of_anvil_city"}' }],
    [
      '/faults',
      { method: 'POST', headers: json, body: '{"tenant":"aion_test_acme_of_anvil_city","fault":{"error":"TIMEOUT"}}' },
    ],
  ])('a key where a tenant is named: %s', async (path, options) => {
    expect((await refused(path, options)).error?.details.issue).toBe(
      'Must be 1 to 64 letters, digits, _ or -; of a key, what follows aion_test_',
    )
  })

  it('pages of foreign origins and names given to this machine from outside', async () => {
    expect(await refused('/health', { headers: { Origin: 'https://evil.example' } })).toMatchObject({ status: 403 })
    expect(await refused('/health', { headers: { Host: 'evil.example' } })).toMatchObject({ status: 403 })
  })
})

describe('pages of this machine', () => {
  const origin = 'http://localhost:5173'

  it('may ask first and read the answer', async () => {
    const preflight = await ask(`${server().control}/faults`, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-origin']).toBe(origin)
    expect(preflight.headers['access-control-allow-methods']).toContain('POST')
    const answer = await ask(`${server().control}/nowhere`, { headers: { Origin: origin } })
    expect(answer.headers['access-control-allow-origin']).toBe(origin)
  })
})

describe('with a control token', () => {
  it('every request needs it, and the API itself does not', async () => {
    await using guarded = await startMockServer({ controlToken: 's3cret', files: 1 })
    const health = `${guarded.control}/health`
    expect((await ask(health)).status).toBe(401)
    expect((await ask(health, { headers: { 'Mock-Control-Token': 's3cret' } })).status).toBe(200)
    expect((await ask(health, { headers: { Authorization: 'Bearer s3cret', Host: 'mock.example' } })).status).toBe(200)
    const answer = await ask(`${guarded.url}/user-files`, {
      headers: { Authorization: 'Bearer aion_test_name_of_your_choice' },
    })
    expect(answer.status).toBe(200)
  })
})
