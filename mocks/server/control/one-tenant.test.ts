import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type MockServer, startMockServer } from '../index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 1 })
})
beforeEach(() => mock.reset())
afterAll(() => mock.close())

/** A control call by the path of tenant `ann`. */
async function ask(method: string, path: string, body?: object, tenant = 'ann') {
  const init = { method, headers: { 'Content-Type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) }
  const answer = await fetch(new URL(`/t/${tenant}/__mock${path}`, mock.control), init)
  const text = await answer.text()
  return { status: answer.status, location: answer.headers.get('location'), ...(text !== '' && JSON.parse(text)) }
}

const list = (tenant: string) =>
  fetch(new URL(`/t/${tenant}/api/v2/user-files`, mock.url), {
    headers: { Authorization: 'Bearer aion_test_any_key_of_ours' },
  })

test('what is planned there is for the tenant alone', async () => {
  const planned = await ask('POST', '/faults', { fault: { error: 'HTTP_500' } })
  expect(planned).toMatchObject({ status: 201, tenant: 'ann', location: `/t/ann/__mock/faults/${planned.id}` })
  expect((await list('bob')).status).toBe(200)
  expect((await list('ann')).status).toBe(500)
  expect((await ask('GET', '/journal')).attempts).toHaveLength(1)
  expect((await ask('GET', '/tenants')).tenants).toEqual(['ann'])
})

test('a reset and a clearing there leave everybody else alone', async () => {
  await list('ann')
  await list('bob')
  mock.faults.add({ tenant: 'bob', fault: { error: 'HTTP_500' } })
  mock.faults.add({ fault: { error: 'HTTP_500' }, match: { operation: 'listFolders' } })
  expect((await ask('DELETE', '/faults')).status).toBe(204)
  expect((await ask('DELETE', '/journal')).status).toBe(204)
  expect((await ask('POST', '/reset')).status).toBe(204)
  expect(mock.faults.list()).toHaveLength(2)
  expect(mock.journal.attempts({ tenant: 'bob' })).toHaveLength(1)
  expect(mock.journal.attempts({ tenant: 'ann' })).toHaveLength(0)
})

test('an entry for everybody is seen there, and not removed; one of another tenant is not seen', async () => {
  const all = mock.faults.add({ fault: { error: 'HTTP_500' } })
  const other = mock.faults.add({ tenant: 'bob', fault: { error: 'HTTP_500' } })
  expect(await ask('GET', `/faults/${all.id}`)).toMatchObject({ status: 200 })
  expect(await ask('DELETE', `/faults/${all.id}`)).toMatchObject({ status: 404 })
  expect(await ask('GET', `/faults/${other.id}`)).toMatchObject({ status: 404 })
  expect(await ask('DELETE', `/faults/${other.id}`)).toMatchObject({ status: 404 })
  expect((await ask('GET', '/faults')).faults).toHaveLength(1)
})

const refused = [
  ['a fault', 'POST', '/faults', { tenant: 'bob', fault: { error: 'HTTP_500' } }],
  ['a reset', 'POST', '/reset', { tenant: 'bob' }],
  ['a query', 'GET', '/journal?tenant=bob', undefined],
  ['a tenant', 'PATCH', '/tenants/bob', { plan: 'starter' }],
  ['a named scenario', 'POST', '/scenarios', { name: 'worst-day', tenant: 'bob' }],
  ['a fault of a scenario', 'POST', '/scenarios', { faults: [{ tenant: 'bob', fault: { error: 'HTTP_500' } }] }],
  [
    'a tenant of a scenario',
    'POST',
    '/scenarios',
    { tenants: { bob: {} }, faults: [{ fault: { error: 'HTTP_500' } }] },
  ],
] as const

test.each(refused)('%s that names another tenant is refused', async (_, method, path, body) => {
  expect(await ask(method, path, body)).toMatchObject({
    status: 422,
    error: {
      code: 'VALIDATION_ERROR',
      message: expect.stringContaining('Is bob, but what goes by /t/ann is for ann only'),
    },
  })
})

test('the tenant itself may be named, and a scenario by its name is for it', async () => {
  expect(await ask('PATCH', '/tenants/ann', { plan: 'starter' })).toMatchObject({ status: 200, plan: 'starter' })
  const { faults } = await ask('POST', '/scenarios', { name: 'upload-overload' })
  expect(new Set(faults.map((entry: { tenant: string }) => entry.tenant))).toEqual(new Set(['ann']))
})

test('what is no name is refused', async () => {
  expect(await ask('GET', '/health', undefined, 'no%20name')).toMatchObject({ status: 422 })
})
