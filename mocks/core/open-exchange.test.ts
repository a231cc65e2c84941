import { expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { createJournal } from '../journal/journal.ts'
import { createTenants } from '../tenant/tenants.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { isPromise } from './message.ts'
import { createOpener } from './open-exchange.ts'

/** Opens requests over tenants without records. */
function create({ acceptAnyKey = false } = {}) {
  const time = createManualTime()
  const journal = createJournal({ requestIdOf: (id) => `request-${id}` })
  const tenants = createTenants({ time, fill: async () => undefined })
  const open = createOpener({ platform: nodePlatform, time, basePath: '/api/v2', acceptAnyKey, journal, tenants })
  return { time, journal, tenants, open }
}

const key = (name: string) => ({ authorization: `Bearer aion_test_${name}` })

test('a request is about an operation of a tenant, and has an attempt', async () => {
  const { open, journal, time, tenants } = create()
  const tenant = await tenants.get('ann')
  tenant.clock.advance(5_000)
  const request = plainRequest({ target: '/api/v2/user-files/abc?limit=1', headers: key('ann') })
  const exchange = await open(request)
  expect(exchange).toMatchObject({
    request,
    body: null,
    location: { path: '/user-files/abc', tenant: undefined, prefix: '/api/v2' },
    match: { id: 'getFile', params: { image_id: 'abc' } },
    credential: { tenant: 'ann' },
    requestId: 'request-1',
    nowMs: time.now() + 5_000,
  })
  expect(exchange.tenant).toBe(tenant)
  expect(exchange.location.query?.get('limit')).toBe('1')
  expect(journal.attempts()).toEqual([exchange.attempt])
  expect(exchange.attempt).toMatchObject({ id: 1, tenant: 'ann', operation: 'getFile', atMs: time.now() + 5_000 })
})

test('a tenant that is there makes nobody wait', async () => {
  const { open } = create()
  const request = plainRequest({ headers: key('ann') })
  expect(isPromise(open(request))).toBe(true)
  await open(request)
  expect(isPromise(open(request))).toBe(false)
})

test.each([
  ['/t/bob/api/v2/folders', key('ann'), 'bob'],
  ['/api/v2/folders', key('ann'), 'ann'],
  ['/api/v2/folders', {}, 'anonymous'],
  ['/api/v2/folders', { authorization: 'Bearer something' }, 'anonymous'],
  ['/api/v2/folders', { cookie: 'aionvision_session=session_carl' }, 'carl'],
  ['/api/v2/folders', { cookie: 'a=b' }, 'anonymous'],
  [
    '/api/v2/folders',
    { authorization: 'Bearer aion_test_ann_of_the_tests_here', cookie: 'aionvision_session=session_carl' },
    'ann_of_the_tests_here',
  ],
  [
    '/api/v2/folders',
    { authorization: ['Bearer aion_test_ann_of_the_tests_here', 'Bearer aion_test_bob_of_the_tests_here'] },
    'ann_of_the_tests_here',
  ],
])('%s with %j is for %s', async (target, headers, name) => {
  const { tenant, attempt } = await create().open(plainRequest({ target, headers }))
  expect([tenant.name, attempt.tenant, attempt.operation]).toEqual([name, name, 'listFolders'])
})

test.each([
  ['GET', '/api/v2/nowhere', undefined],
  ['GET', '/elsewhere', undefined],
  ['PUT', '/api/v2/folders', { allow: expect.arrayContaining(['GET', 'POST']) }],
])('%s %s is about no operation', async (method, target, match) => {
  const exchange = await create().open(plainRequest({ method, target, headers: key('ann') }))
  expect(exchange.match).toEqual(match)
  expect(exchange.attempt.operation).toBeNull()
})

test('requests of one path by other methods, and of one key for other paths, are told apart', async () => {
  const { open } = create()
  const operations = []
  for (const [method, target] of [
    ['GET', '/api/v2/folders'],
    ['POST', '/api/v2/folders'],
    ['GET', '/api/v2/folders'],
    ['GET', '/api/v2/user-files'],
  ] as const)
    operations.push((await open(plainRequest({ method, target, headers: key('ann') }))).attempt.operation)
  expect(operations).toEqual(['listFolders', 'createFolder', 'listFolders', 'listFiles'])
})

test('a body is metered', async () => {
  const { open } = create()
  const { body, attempt } = await open(plainRequest({ method: 'POST', headers: key('ann'), body: 'abc' }))
  for await (const _ of body?.chunks() ?? []);
  expect([body?.declaredBytes, attempt.body?.bytes]).toEqual([3, 3])
})

test('any key will do where that is wanted', async () => {
  const { credential } = await create({ acceptAnyKey: true }).open(
    plainRequest({ headers: { authorization: 'Bearer x' } }),
  )
  expect(credential.refusal).toBeUndefined()
})
