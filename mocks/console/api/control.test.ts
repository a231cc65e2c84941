import { afterEach, describe, expect, test, vi } from 'vitest'
import { type PageServer, stubPage } from '../../testing/stub-page.ts'

afterEach(() => vi.unstubAllGlobals())

const key = 'mock-control-token'
const load = () => import('./control.ts')
const refusal = (status: number, body: object | string) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })

test.each([
  ['/', '/__mock', undefined],
  ['/__mock', '/__mock', undefined],
  ['/__mock/', '/__mock', undefined],
  ['/t/ann/__mock/', '/t/ann/__mock', 'ann'],
  ['/proxied/__mock/', '/proxied/__mock', undefined],
  ['/__mocked', '/__mock', undefined],
  ['/x/t/ann/__mock', '/x/t/ann/__mock', undefined],
])('a page at %s finds the control API at %s', async (pathname, base, tenant) => {
  stubPage({ pathname })
  const { controlBase, boundTenant } = await load()
  expect([controlBase, boundTenant]).toEqual([base, tenant])
})

describe('a request', () => {
  test('is a GET without a body, and its answer JSON', async () => {
    const { requests } = stubPage({ server: () => ({ status: 'ok' }) })
    const { control } = await load()
    expect(await control('/health')).toEqual({ status: 'ok' })
    expect(requests).toEqual([
      { method: 'GET', path: '/__mock/health', headers: {}, body: undefined, signal: undefined },
    ])
  })

  test('carries a body, headers, a signal and the token', async () => {
    const { requests } = stubPage({ session: { [key]: 's3cret' }, server: () => new Response(null, { status: 204 }) })
    const { control, hasToken } = await load()
    const { signal } = new AbortController()
    expect(
      await control('/faults', { method: 'POST', body: { a: 1 }, headers: { 'X-A': 'b' }, signal }),
    ).toBeUndefined()
    expect(hasToken()).toBe(true)
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/__mock/faults',
        headers: { 'Content-Type': 'application/json', 'Mock-Control-Token': 's3cret', 'X-A': 'b' },
        body: { a: 1 },
        signal,
      },
    ])
  })

  test.each([
    [{ error: { message: 'name: Is no name', details: { field: 'name', issue: 'Is no name' } } }, 'Is no name', 'name'],
    [{ error: { message: 'Nothing here' } }, 'Nothing here', undefined],
    [{}, 'The server answered 422', undefined],
    ['no JSON', 'The server answered 422', undefined],
  ])('that is refused with %j says %j', async (body, message, field) => {
    stubPage({ server: () => refusal(422, body) })
    const { control, ControlError, tokenState } = await load()
    const error = await control('/x').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ControlError)
    expect(error).toMatchObject({ name: 'ControlError', status: 422, message, field })
    expect(tokenState.value).toBe('fine')
  })
})

describe('a token', () => {
  const closed: PageServer = ({ headers }) => (headers['Mock-Control-Token'] === 'right' ? {} : refusal(401, {}))

  test('that is missing is asked for, and one that is wrong is forgotten', async () => {
    const { stored } = stubPage({ server: closed })
    const { control, giveToken, hasToken, session, tokenState } = await load()
    await expect(control('/x')).rejects.toThrow()
    expect([tokenState.value, hasToken(), session.value]).toEqual(['missing', false, 0])
    giveToken('wrong')
    expect([tokenState.value, hasToken(), session.value, stored.session.get(key)]).toEqual(['fine', true, 1, 'wrong'])
    await expect(control('/x')).rejects.toThrow()
    expect([tokenState.value, hasToken(), stored.session.has(key)]).toEqual(['wrong', false, false])
    giveToken('right')
    expect(await control('/x')).toEqual({})
    expect([tokenState.value, session.value]).toEqual(['fine', 2])
  })

  test('is not called wrong by the late answer to a request that did not carry it', async () => {
    let answer = (_: Response) => {}
    stubPage({
      server: () =>
        new Promise<Response>((resolve) => {
          answer = resolve
        }),
    })
    const { control, giveToken, hasToken, tokenState } = await load()
    const late = control('/x')
    giveToken('right')
    answer(refusal(401, {}))
    await expect(late).rejects.toThrow()
    expect([tokenState.value, hasToken()]).toEqual(['fine', true])
  })

  test('is said to be wrong once, by the first of many answers', async () => {
    stubPage({ session: { [key]: 'wrong' }, server: () => refusal(401, {}) })
    const { control, tokenState } = await load()
    await Promise.allSettled([control('/x'), control('/y')])
    expect(tokenState.value).toBe('wrong')
  })
})

test('the facts are gathered from four places', async () => {
  const answers: Readonly<Record<string, object>> = {
    '/__mock/openapi.json': { info: { version: '1.2.3' }, components: { schemas: { A: {} } } },
    '/__mock/errors': { errors: [{ code: 'TIMEOUT' }] },
    '/__mock/scenarios': { scenarios: [{ name: 'a', description: 'b' }] },
    '/__mock/operations': { operations: [], basePath: '/api/v2', keyPrefix: 'aion_test_' },
  }
  stubPage({ server: ({ path }) => answers[path] })
  const { facts, loadFacts } = await import('./facts.ts')
  expect(facts.value).toBeUndefined()
  await loadFacts()
  expect(facts.value).toEqual({
    version: '1.2.3',
    schemas: { A: {} },
    errors: [{ code: 'TIMEOUT' }],
    scenarios: [{ name: 'a', description: 'b' }],
    operations: [],
    basePath: '/api/v2',
    keyPrefix: 'aion_test_',
  })
})
