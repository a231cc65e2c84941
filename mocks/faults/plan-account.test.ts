import { describe, expect, test } from 'vitest'
import { createFaultPlan, maxEntries, type PlanFacts, type PlanInput } from './plan.ts'

let attempt = 0
const facts = (fields: Partial<PlanFacts> = {}): PlanFacts => {
  attempt += 1
  return {
    ...{ tenant: 'ann', operation: 'listFiles', method: 'GET', path: '/user-files', isCall: true, attempt, atMs: 5 },
    ...{ hasBody: false, takesHttp2: false },
    ...fields,
  }
}
const fault = { error: 'TIMEOUT' } as const

function plan(...inputs: readonly PlanInput[]) {
  const made = createFaultPlan()
  const added = made.offerAll(inputs)
  if ('problem' in added) throw new Error(added.problem.issue)
  const names = (count: number, fields: Partial<PlanFacts> = {}) =>
    Array.from({ length: count }, () => {
      const due = made.take(facts(fields))
      return due && [Object.values(due.fault)[0], due.by.step]
    })
  return { plan: made, names, only: () => made.list()[0] }
}

describe('an entry', () => {
  test('serves its fault as often as it is told, and accounts for it', () => {
    const { names, only } = plan({ fault, times: 2 })
    expect(only()).toMatchObject({ times: 2, matched: 0, served: 0, remaining: 2, servings: [] })
    expect(names(3)).toEqual([['TIMEOUT', undefined], ['TIMEOUT', undefined], undefined])
    const { servings, ...account } = only() ?? { servings: [] }
    expect(account).toMatchObject({ id: 'plan-1', matched: 2, served: 2, remaining: 0 })
    expect(servings).toMatchObject([
      { tenant: 'ann', atMs: 5, step: 1 },
      { tenant: 'ann', atMs: 5, step: 1 },
    ])
    expect((servings[1]?.attempt ?? 0) - (servings[0]?.attempt ?? 0)).toBe(1)
  })

  test('is served once where nothing else is said, and always where a chance decides', () => {
    expect(plan({ fault }).only()).toMatchObject({ times: 1, remaining: 1 })
    expect(plan({ fault, probability: 0.5 }).only()).toMatchObject({ times: 'always', remaining: null })
    expect(plan({ sequence: ['pass', fault], times: 3 }).only()).toMatchObject({ remaining: 6 })
  })

  test('serves a sequence step by step, over and over', () => {
    const { names, only } = plan({ sequence: [fault, 'pass', { error: 'RATE_LIMIT_ERROR' }], times: 'always' })
    expect(names(4)).toEqual([['TIMEOUT', 1], undefined, ['RATE_LIMIT_ERROR', 3], ['TIMEOUT', 1]])
    expect(only()?.servings.map(({ step }) => step)).toEqual([1, 2, 3, 1])
  })

  test('keeps the last hundred servings', () => {
    const { names, only } = plan({ fault, times: 'always' })
    names(100)
    const first = only()?.servings[0]?.attempt
    expect(only()?.servings).toHaveLength(100)
    names(1)
    expect([only()?.servings.length, only()?.served, only()?.servings[0]?.attempt]).toEqual([
      100,
      101,
      (first ?? 0) + 1,
    ])
  })

  test('takes a step back that could not be served, and serves it next', () => {
    const { plan: made, names, only } = plan({ sequence: [fault, { status: 429 }] })
    const due = made.take(facts())
    names(1)
    due?.giveBack?.()
    expect(only()).toMatchObject({ served: 1, remaining: 1 })
    expect(only()?.servings.map(({ step }) => step)).toEqual([2])
    expect(names(2)).toEqual([['TIMEOUT', 1], undefined])
  })
})

describe('a request is meant', () => {
  test.each<[PlanInput['match'], Partial<PlanFacts>, boolean]>([
    [undefined, {}, true],
    [undefined, { isCall: false, operation: undefined }, false],
    [{ method: 'GET' }, {}, true],
    [{ method: 'POST' }, {}, false],
    [{ method: 'GET' }, { isCall: false, operation: undefined }, true],
    [{ path: '/user-files' }, {}, true],
    [{ path: '/user-*' }, { path: '/folders', operation: 'listFolders' }, false],
    [{ path: '/favicon.ico' }, { isCall: false, operation: undefined, path: '/favicon.ico' }, true],
    [{ operation: 'listFiles' }, {}, true],
    [{ operation: 'listFolders' }, {}, false],
  ])('by %j, %j: %s', (match, fields, isMeant) => {
    const made = createFaultPlan()
    made.offer({ fault, ...(match && { match }) })
    expect(made.take(facts(fields)) !== undefined).toBe(isMeant)
  })

  test('for which the next step makes sense', () => {
    const { names } = plan({ sequence: ['pass', { transport: 'h2-cancel' }], times: 1 })
    expect(names(1)).toEqual([undefined])
    expect(names(1)).toEqual([undefined])
    expect(names(1, { takesHttp2: true })).toEqual([['h2-cancel', 2]])
  })
})

describe('what is left over', () => {
  test('are entries with steps left, and endless ones that nobody met', () => {
    const { plan: made, names } = plan(
      { fault, times: 1 },
      { tenant: 'bob', fault, times: 2 },
      { fault, times: 'always', match: { operation: 'listFolders' } },
      { fault, probability: 0.000001, match: { operation: 'listFiles' } },
    )
    names(3)
    expect(made.leftovers().map(({ id }) => id)).toEqual(['plan-2', 'plan-3'])
    expect(made.leftovers('bob').map(({ id }) => id)).toEqual(['plan-2'])
    expect(() => made.assertAllServed()).toThrow(/^2 planned faults were not served:\n.*\n.*$/)
    expect(() => made.assertAllServed('bob')).toThrow(/^1 planned fault was not served:\n.+$/)
    expect(() => made.assertAllServed('ann')).not.toThrow()
  })
})

test.each(['aion_test_a_key_for_a_name', '', 'a b', { tenant: 'me' }, null])(
  'whose entries are meant is asked of a tenant, not of %j',
  (given) => {
    const tenant = given as string // what a caller without types may give
    const made = createFaultPlan()
    for (const ask of [made.clear, made.leftovers, made.assertAllServed])
      expect(() => ask(tenant)).toThrow(/^tenant must be 1 to 64 letters, .* aion_test_; got /)
  },
)

test('a problem names its entry, and leaves the plan as it was', () => {
  const made = createFaultPlan({ http2: false })
  expect(made.offer({ fault: { error: 'TIMEUOT' } })).toMatchObject({ problem: { field: 'fault.error' } })
  expect(made.offerAll([{ fault }, { fault, times: 0 }])).toMatchObject({ problem: { field: '1.times' } })
  expect(made.offer({ fault: { transport: 'h2-cancel' } })).toMatchObject({ problem: { field: 'fault.transport' } })
  expect(made.list()).toEqual([])
})

test('a plan is full at ten thousand entries with steps left', () => {
  expect(maxEntries).toBe(10_000)
  const made = createFaultPlan()
  made.offerAll(Array.from({ length: maxEntries }, () => ({ fault })))
  expect(made.offer({ fault })).toEqual({
    problem: { field: 'body', issue: 'The plan holds at most 10000 entries with steps left; remove some' },
  })
  made.take(facts())
  expect('entry' in made.offer({ fault })).toBe(true)
})

test('chances are each tenant’s own, and the same with the same seed', () => {
  const draws = (tenant: string, seed: number, own?: number) => {
    const made = createFaultPlan({ seed })
    made.offer({ fault, probability: 0.5, ...(own !== undefined && { seed: own }) })
    return Array.from({ length: 32 }, () => (made.take(facts({ tenant })) ? 1 : 0)).join('')
  }
  expect(draws('ann', 1)).toBe(draws('ann', 1))
  expect(draws('ann', 1)).not.toBe(draws('bob', 1))
  expect(draws('ann', 1)).not.toBe(draws('ann', 2))
  expect(draws('ann', 1, 7)).toBe(draws('ann', 2, 7))
  expect(draws('ann', 1)).toMatch(/(?=.*1)(?=.*0)/)
  const made = createFaultPlan()
  made.offerAll([
    { fault, probability: 0.5 },
    { fault, probability: 0.5 },
  ])
  const by = Array.from({ length: 64 }, () => made.take(facts())?.by.entry)
  expect(new Set(by)).toEqual(new Set(['plan-1', 'plan-2', undefined]))
})
