import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type PageServer, stubPage } from '../../testing/stub-page.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const noContent = () => new Response(null, { status: 204 })
const view = (name: string) => ({ name, clock: '2026-01-15T12:00:00.000Z' })

const server: PageServer = ({ method, path }) => {
  if (path === '/__mock/tenants') return { tenants: ['ann', 'bob'] }
  if (method === 'POST') return noContent()
  return view(decodeURIComponent(path.slice('/__mock/tenants/'.length)))
}

const paths = (requests: readonly { method: string; path: string }[]) =>
  requests.map(({ method, path }) => `${method} ${path}`)

test('a tenant is changed, and shown as it is then', async () => {
  const page = stubPage({ hash: '#/tenant?tenant=ann', server })
  const { changeTenant, nowOf, problem, seen } = await import('./tenant.ts')
  problem.value = 'something from before'
  await changeTenant('ann', { plan: 'starter' })
  expect(page.requests).toMatchObject([{ method: 'PATCH', path: '/__mock/tenants/ann', body: { plan: 'starter' } }])
  expect([problem.value, seen.value?.tenant]).toEqual(['', view('ann')])
  await vi.advanceTimersByTimeAsync(250)
  const value = seen.value
  expect(value && nowOf(value)).toBeCloseTo(Date.parse(view('ann').clock) + 250, 3)
})

test('a tenant that is not looked at any more is not shown', async () => {
  stubPage({ hash: '#/tenant?tenant=ann', server })
  const { changeTenant, seen } = await import('./tenant.ts')
  await changeTenant('a b', {})
  expect(seen.value).toBeUndefined()
})

test('a reset is followed by a look at what is there now', async () => {
  const page = stubPage({ hash: '#/tenant?tenant=a%20b', server })
  const { resetTenant, seen } = await import('./tenant.ts')
  await resetTenant('a b')
  expect(paths(page.requests)).toEqual(['POST /__mock/reset', 'GET /__mock/tenants/a%20b'])
  expect(page.requests[0]?.body).toEqual({ tenant: 'a b' })
  expect(seen.value?.tenant.name).toBe('a b')
})

test.each([
  [{ error: { details: { field: 'plan', issue: 'Is no plan' } } }, 'plan: Is no plan'],
  [{ error: { message: 'Not today' } }, 'Not today'],
])('what is refused with %j is shown as %j', async (body, text) => {
  stubPage({ hash: '#/tenant?tenant=ann', server: () => Response.json(body, { status: 422 }) })
  const { changeTenant, problem } = await import('./tenant.ts')
  await changeTenant('ann', {})
  expect(problem.value).toBe(text)
})

test('a server that is gone is a problem, too', async () => {
  stubPage({
    server: () => {
      throw new TypeError('Failed to fetch')
    },
  })
  const { changeTenant, problem } = await import('./tenant.ts')
  await changeTenant('ann', {})
  expect(problem.value).toBe('Failed to fetch')
})

test('names and the tenant that is looked at are kept up to date', async () => {
  const page = stubPage({ hash: '#/tenant?tenant=ann', server })
  const { followTenants, names, seen } = await import('./tenant.ts')
  const { followAddress, goTo } = await import('../app/route.ts')
  const { giveToken } = await import('../api/control.ts')
  followAddress()
  followTenants()
  await vi.advanceTimersByTimeAsync(99)
  expect(page.requests).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(paths(page.requests)).toEqual(['GET /__mock/tenants', 'GET /__mock/tenants/ann'])
  expect([names.value, seen.value?.tenant.name]).toEqual([['ann', 'bob'], 'ann'])
  await vi.advanceTimersByTimeAsync(1_900)
  expect(page.requests).toHaveLength(4)
  giveToken('another')
  expect(seen.value?.tenant.name).toBe('ann')
  await vi.advanceTimersByTimeAsync(100)
  expect(page.requests).toHaveLength(6)
  goTo({ tab: 'faults', tenant: 'bob' })
  expect(seen.value).toBeUndefined()
  await vi.advanceTimersByTimeAsync(100)
  expect(paths(page.requests.slice(6))).toEqual(['GET /__mock/tenants'])
  goTo({ tab: 'tenant', tenant: undefined })
  await vi.advanceTimersByTimeAsync(100)
  expect(paths(page.requests.slice(7))).toEqual(['GET /__mock/tenants'])
})
