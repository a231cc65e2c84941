import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { stubPage } from '../../testing/stub-page.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const fault = { error: 'TIMEOUT' }

describe('a draft', () => {
  test('of one fault is a fault, of anything else a sequence', async () => {
    stubPage()
    const { entryOf, firstDraft } = await import('./draft.ts')
    expect(entryOf(firstDraft)).toEqual({ fault: { error: 'RATE_LIMIT_ERROR', retryAfter: 3 } })
    expect(entryOf({ placing: { times: 2 }, steps: [fault] })).toEqual({ times: 2, fault })
    expect(entryOf({ placing: {}, steps: ['pass'] })).toEqual({ sequence: ['pass'] })
    expect(entryOf({ placing: {}, steps: [] })).toEqual({ sequence: [] })
    expect(entryOf({ placing: { times: 2 }, steps: [fault, 'pass'] })).toEqual({ times: 2, sequence: [fault, 'pass'] })
  })

  test('is for the tenant that is looked at, unless it names one', async () => {
    stubPage({ hash: '#/errors?tenant=ann' })
    const { draft, draftEntry } = await import('./draft.ts')
    draft.value = { placing: {}, steps: [fault] }
    expect(draftEntry()).toEqual({ tenant: 'ann', fault })
    draft.value = { placing: { tenant: 'bob' }, steps: [fault] }
    expect(draftEntry()).toEqual({ tenant: 'bob', fault })
  })

  test('is for everybody where nobody is looked at', async () => {
    stubPage()
    const { draft, draftEntry } = await import('./draft.ts')
    draft.value = { placing: {}, steps: [fault] }
    expect(draftEntry()).toEqual({ fault })
  })

  test('begins with a fault, or with what was seen of a request', async () => {
    const page = stubPage({ hash: '#/errors/TIMEOUT' })
    const { draft, draftFault, draftFor } = await import('./draft.ts')
    draft.value = { placing: { times: 2 }, steps: [] }
    draftFault(fault)
    expect([draft.value, page.location.hash]).toEqual([{ placing: { times: 2 }, steps: [fault] }, '#/faults'])
    draftFor('ann', 'listFiles')
    expect(draft.value).toEqual({ placing: { match: { operation: 'listFiles' } }, steps: [fault] })
    expect(page.location.hash).toBe('#/faults?tenant=ann')
    draftFor('ann', null)
    expect(draft.value.placing).toEqual({})
  })
})

describe('the plan', () => {
  test.each([
    ['#/faults', ''],
    ['#/faults?tenant=a%20b', '?tenant=a+b'],
  ])('at %s is read, thinned out and cleared', async (hash, query) => {
    const page = stubPage({
      hash,
      server: ({ method }) => (method === 'GET' ? { faults: [{ id: 'plan-1' }] } : new Response(null, { status: 204 })),
    })
    const { plan, loadPlan, removeEntry, clearPlan } = await import('./plan.ts')
    await loadPlan()
    expect(plan.value).toEqual([{ id: 'plan-1' }])
    await removeEntry('a/b')
    await clearPlan()
    expect(page.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /__mock/faults${query}`,
      'DELETE /__mock/faults/a%2Fb',
      `GET /__mock/faults${query}`,
      `DELETE /__mock/faults${query}`,
      `GET /__mock/faults${query}`,
    ])
  })

  test('is read over and over while it is looked at, and only then', async () => {
    const page = stubPage({ hash: '#/faults', server: () => ({ faults: [] }) })
    const { followPlan } = await import('./plan.ts')
    const { followAddress, goTo } = await import('../app/route.ts')
    const { giveToken } = await import('../api/control.ts')
    followAddress()
    followPlan()
    await vi.advanceTimersByTimeAsync(99)
    expect(page.requests).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(page.requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_900)
    expect(page.requests).toHaveLength(2)
    giveToken('another')
    await vi.advanceTimersByTimeAsync(100)
    expect(page.requests).toHaveLength(3)
    goTo({ tab: 'errors' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(page.requests).toHaveLength(3)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that cannot be read is read again later', async () => {
    const page = stubPage({ hash: '#/faults', server: () => new Response('{}', { status: 500 }) })
    const { followPlan, plan } = await import('./plan.ts')
    followPlan()
    await vi.advanceTimersByTimeAsync(3_000)
    expect([page.requests.length, plan.value]).toEqual([2, undefined])
  })
})
