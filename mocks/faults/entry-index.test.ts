import { expect, test } from 'vitest'
import { createEntryIndex } from './entry-index.ts'
import { createEntryStore } from './entry-store.ts'
import { createLiveEntry, type PlanFacts, type PlanInput } from './plan-entry.ts'

const facts = (tenant: string, operation?: PlanFacts['operation']): PlanFacts => ({
  ...{
    tenant,
    operation,
    method: 'GET',
    path: '/',
    isCall: true,
    attempt: 1,
    atMs: 0,
    hasBody: false,
    takesHttp2: false,
  },
})
const fault = { error: 'TIMEOUT' } as const

/** An index of entries of these tenants and operations, ranked as they stand. */
function indexOf(
  ...inputs: readonly [tenant: string | undefined, operation: 'listFiles' | 'listFolders' | undefined][]
) {
  const index = createEntryIndex()
  const entries = inputs.map(([tenant, operation], place) =>
    createLiveEntry(place + 1, {
      ...(tenant && { tenant }),
      ...(operation && { match: { operation } }),
      fault,
    } as PlanInput),
  )
  for (const entry of entries) index.add(entry)
  return {
    index,
    entries,
    ranks: (...args: Parameters<typeof facts>) => [...index.candidates(facts(...args))].map(({ rank }) => rank),
  }
}

test('candidates are those of the tenant and of everybody, of the operation and of any, in their order', () => {
  const { ranks } = indexOf(
    [undefined, undefined],
    ['ann', 'listFiles'],
    [undefined, 'listFiles'],
    ['bob', undefined],
    ['ann', undefined],
    [undefined, 'listFolders'],
    ['ann', 'listFiles'],
    [undefined, undefined],
  )
  expect(ranks('ann', 'listFiles')).toEqual([1, 2, 3, 5, 7, 8])
  expect(ranks('ann', 'listFolders')).toEqual([1, 5, 6, 8])
  expect(ranks('ann')).toEqual([1, 5, 8])
  expect(ranks('bob', 'listFiles')).toEqual([1, 3, 4, 8])
  expect(ranks('carl', 'getFile')).toEqual([1, 8])
})

test('nothing is a candidate where nothing is planned, or for others alone', () => {
  expect(indexOf().ranks('ann', 'listFiles')).toEqual([])
  expect(indexOf(['bob', undefined]).ranks('ann', 'listFiles')).toEqual([])
  expect(indexOf(['ann', 'listFolders']).ranks('ann', 'listFiles')).toEqual([])
})

test('an entry goes alone, and comes back to its place', () => {
  const { index, entries, ranks } = indexOf(['ann', undefined], ['ann', undefined], ['ann', undefined])
  const [first, second, third] = entries
  if (!first || !second || !third) throw new Error('Three were made')
  index.remove(second)
  expect(ranks('ann')).toEqual([1, 3])
  index.add(second)
  expect(ranks('ann')).toEqual([1, 2, 3])
  index.remove(first)
  index.add(first)
  expect(ranks('ann')).toEqual([1, 2, 3])
  for (const entry of entries) index.remove(entry)
  index.remove(first)
  expect(index.candidates(facts('ann'))).toBe(createEntryIndex().candidates(facts('ann')))
  index.add(third)
  index.clear()
  expect(ranks('ann')).toEqual([])
})

test('who looks at the candidates is not disturbed by what changes meanwhile', () => {
  const { index, entries, ranks } = indexOf(['ann', undefined], ['ann', undefined], ['ann', undefined])
  const seen: number[] = []
  for (const entry of index.candidates(facts('ann'))) {
    seen.push(entry.rank)
    index.remove(entry)
  }
  expect([seen, ranks('ann'), entries.length]).toEqual([[1, 2, 3], [], 3])
})

test('a store gives room to new entries where old ones are used up, and to none where they are not', () => {
  const store = createEntryStore()
  const many = store.addAll(Array.from({ length: 10_000 }, () => ({ fault })))
  const [first, second] = many ?? []
  if (!first || !second) throw new Error('There was room for ten thousand')
  expect([first.id, second.rank, store.list().length]).toEqual(['plan-1', 2, 10_000])
  expect(store.addAll([{ fault }])).toBeUndefined()
  expect(store.addAll([])).toEqual([])
  first.served = 1
  expect(store.addAll([{ fault }, { fault }])).toBeUndefined()
  expect(store.get('plan-1')).toBe(first)
  second.served = 1
  expect(store.addAll([{ fault }])?.[0]?.id).toBe('plan-10001')
  expect([store.get('plan-1'), store.get('plan-2'), store.list().length]).toEqual([undefined, second, 10_000])
  expect([store.remove('plan-3'), store.remove('plan-3'), store.list().length]).toEqual([true, false, 9_999])
})

test('a store clears one tenant’s entries, or all', () => {
  const store = createEntryStore()
  store.addAll([{ fault }, { tenant: 'ann', fault }, { tenant: 'bob', fault }])
  store.clear('ann')
  expect(store.list().map(({ id }) => id)).toEqual(['plan-1', 'plan-3'])
  expect([...store.candidates(facts('ann'))].map(({ id }) => id)).toEqual(['plan-1'])
  store.clear()
  expect([store.list(), [...store.candidates(facts('bob'))]]).toEqual([[], []])
})

test('what has no step left is no candidate until it gets one back', () => {
  const store = createEntryStore()
  const [entry] = store.addAll([{ fault }]) ?? []
  if (!entry) throw new Error('There was room')
  const count = () => [...store.candidates(facts('ann'))].length
  store.afterTaking(entry)
  expect(count()).toBe(1)
  entry.served = 1
  store.afterTaking(entry)
  expect(count()).toBe(0)
  store.beforeReturning(entry)
  expect(count()).toBe(1)
  entry.served = 0
  store.beforeReturning(entry)
  expect(count()).toBe(1)
  entry.served = 1
  store.remove(entry.id)
  store.beforeReturning(entry)
  expect(count()).toBe(0)
})
