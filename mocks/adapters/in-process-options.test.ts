import { describe, expect, test, vi } from 'vitest'
import { createInProcessWorld, type InProcessOptions } from './in-process.ts'

const create = (options: InProcessOptions = {}) => createInProcessWorld({ files: 0, ...options }, 'createFetch')

describe('where the API lies', () => {
  test.each([
    [undefined, 'https://anywhere.example/api/v2/a?b', '/api/v2/a?b', '/a'],
    ['/v9/', 'http://x/v9/a', '/v9/a', '/a'],
    ['/v9', 'http://x/v9', '/v9/', '/'],
    ['/v9', 'http://x/deep/v9/a', '/v9/a', '/a'],
    ['/v9', 'http://x/t/ann/v9/a', '/t/ann/v9/a', '/a'],
    ['/v9', 'http://x/v9x/a', undefined, undefined],
    ['/a.b', 'http://x/aXb/c', undefined, undefined],
    ['https://api.example/v2', 'https://api.example/v2/a', '/v2/a', '/a'],
    ['https://api.example/v2', 'https://other.example/v2/a', undefined, undefined],
    ['https://api.example/v2', 'http://api.example/v2/a', undefined, undefined],
  ])('at %s, %s is %s', (baseUrl, url, target, path) => {
    const world = create(baseUrl === undefined ? {} : { baseUrl })
    expect([world.targetOf(new URL(url)), world.pathOf(new URL(url))]).toEqual([target, path])
    expect(world.base).toBe((baseUrl ?? '/api/v2').replace(/\/$/, ''))
  })

  test('for one tenant, unless the path names another', () => {
    const world = create({ tenant: 'bob' })
    expect([world.targetOf(new URL('http://x/api/v2/a')), world.targetOf(new URL('http://x/t/ann/api/v2/a'))]).toEqual([
      '/t/bob/api/v2/a',
      '/t/ann/api/v2/a',
    ])
  })
})

test.each([
  [
    { baseUrl: 'api/v2' },
    'baseUrl must be an absolute URL such as https://api.aionvision.tech/api/v2, or a path that begins with a slash; got "api/v2"',
  ],
  [{ baseUrl: 'https://a.example/' }, 'baseUrl must have a path, such as /api/v2; got "https://a.example/"'],
  [{ tenant: 'a b' }, 'tenant must be 1 to 64 letters, digits, _ or -; of a key, what follows aion_test_; got "a b"'],
  [{ time: 'tset' }, 'time must be one of system, test; got "tset"'],
  [{ plan: 'free' }, 'plan must be one of starter, professional, enterprise; got "free"'],
  [
    { fils: 5 },
    /^createFetch has no option "fils"\. Did you mean files\? There are baseUrl, tenant, seed, plan, files, rateLimit, time, scenario, data, acceptAnyKey, stream, latency, strict\.$/,
  ],
] as const)('%j is refused', (options, message) => {
  expect(() => create(options as InProcessOptions)).toThrow(message)
})

test('every option is taken', () => {
  expect(() =>
    create({
      ...{
        baseUrl: '/v9',
        tenant: 'ann',
        seed: 2,
        plan: 'starter',
        files: 1,
        rateLimit: false,
        time: 'test',
        scenario: { faults: [{ fault: { error: 'TIMEOUT' } }] },
      },
      ...{ data: { folders: [] }, acceptAnyKey: true, stream: { tokensPerSecond: 1 }, latency: 1, strict: true },
    }),
  ).not.toThrow()
})

test('a reset takes the clock back, and what was planned', () => {
  const world = create()
  world.clock.advance(5_000)
  world.faults.next('HTTP_500')
  world.reset()
  expect([world.clock.offsetMs, world.faults.list()]).toEqual([0, []])
})

test('the clock is everybody’s, and what fails inside the mock is said', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const world = create({ tenant: 'ann', data: { folders: [{ name: 'a' }] } })
  world.clock.set(Date.UTC(2031, 0, 1))
  const tenant = await world.core.tenants.get('ann')
  expect(new Date(tenant.clock.now()).getUTCFullYear()).toBe(2031)
  Object.assign(tenant.folders, {
    all() {
      throw new Error('no folders today')
    },
  })
  const answer = await world.answer({
    method: 'GET',
    origin: 'http://x',
    target: '/t/ann/api/v2/folders',
    headers: [['authorization', 'Bearer aion_test_ann_of_the_tests_here']],
    body: null,
    signal: undefined,
  })
  expect(answer instanceof Response && answer.status).toBe(500)
  expect(said.mock.calls).toEqual([
    [expect.stringMatching(/^request [0-9a-f-]{36} failed inside the mock:$/), new Error('no folders today')],
  ])
  said.mockRestore()
})
