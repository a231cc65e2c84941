import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { lazily } from './lazily.ts'
import { locate } from './locate.ts'
import { memoize } from './memoize.ts'
import { first, invalid, isPromise, refuse, whenReady } from './message.ts'
import { rateLimited } from './rate-limited.ts'
import { createRequestIds } from './request-ids.ts'
import { createClock, systemTime, testTime } from './time.ts'

test('what is loaded lazily is loaded once, and is there at once afterwards', async () => {
  let count = 0
  const get = lazily(async () => {
    count += 1
    return { count }
  })
  const [one, other] = [get(), get()]
  expect(one).toBe(other)
  const value = await one
  expect([value, get()]).toEqual([{ count: 1 }, value])
  expect(get()).toBe(value)
})

test('results of texts are kept until there are too many', () => {
  const seen: string[] = []
  const read = memoize((text) => {
    seen.push(text)
    return { text }
  }, 2)
  expect(read('a')).toBe(read('a'))
  read('b')
  read('a')
  expect(seen).toEqual(['a', 'b'])
  read('c')
  read('c')
  read('a')
  expect(seen).toEqual(['a', 'b', 'c', 'a'])
  const many = memoize((text) => {
    seen.push(text)
    return text
  })
  seen.length = 0
  for (let i = 0; i < 1_000; i += 1) many(String(i))
  many('0')
  expect(seen).toHaveLength(1_000)
  many('one more')
  many('0')
  expect(seen).toHaveLength(1_002)
})

describe('a target', () => {
  test.each([
    ['/api/v2/user-files', { path: '/user-files', tenant: undefined, prefix: '/api/v2' }],
    ['/api/v2/', { path: '/', tenant: undefined, prefix: '/api/v2' }],
    ['/api/v2', { path: undefined, tenant: undefined, prefix: '/api/v2' }],
    ['/api/v2x/a', { path: undefined, tenant: undefined, prefix: '/api/v2' }],
    ['/x/api/v2/a', { path: undefined, tenant: undefined, prefix: '/api/v2' }],
    ['/t/ann/api/v2/a', { path: '/a', tenant: 'ann', prefix: '/t/ann/api/v2' }],
    ['/t/ann/x', { path: undefined, tenant: 'ann', prefix: '/t/ann/api/v2' }],
    ['/t/ann', { path: undefined, tenant: undefined, prefix: '/api/v2' }],
    ['/t/a%20b/api/v2/a', { path: undefined, tenant: undefined, prefix: '/api/v2' }],
    ['/t/aion_test_x_of_the_tests_here/api/v2/a', { path: undefined, tenant: undefined, prefix: '/api/v2' }],
  ])('%s is taken apart', (target, wanted) => {
    expect(locate(target, '/api/v2')).toEqual({ ...wanted, query: null })
  })

  test('has a query behind its first question mark', () => {
    const { path, query } = locate('/api/v2/a?b=c?&d=%20', '/api/v2')
    expect([path, [...(query ?? [])]]).toEqual([
      '/a',
      [
        ['b', 'c?'],
        ['d', ' '],
      ],
    ])
    expect([...(locate('/api/v2/a?', '/api/v2').query ?? ['none'])]).toEqual([])
  })
})

test('a refusal names its field, its issue and its status', () => {
  expect(invalid('a', 'Is b')).toEqual({
    error: 'VALIDATION_ERROR',
    status: 422,
    message: 'a: Is b',
    details: { field: 'a', issue: 'Is b' },
  })
  expect(invalid('a', 'Is b', 400).status).toBe(400)
  expect(refuse('HTTP_404', { message: 'x' })).toEqual({ error: 'HTTP_404', message: 'x' })
  expect([first(undefined), first('a'), first(['b', 'c'])]).toEqual([undefined, 'a', 'b'])
})

test('what is there is gone on with at once', async () => {
  const double = (value: number) => value * 2
  expect(whenReady(2, double)).toBe(4)
  const later = whenReady(Promise.resolve(2), double)
  expect([isPromise(later), await later]).toEqual([true, 4])
})

test('a window that is used up says how many it takes and when it ends', () => {
  const window = { limit: 1, remaining: 0, resetMs: 5_000 }
  expect(rateLimited(window, 2_000)).toEqual({
    error: 'RATE_LIMIT_ERROR',
    message: 'This operation takes 1 request in its window, which is used up',
    retryAfterMs: 3_000,
    window,
  })
  expect(rateLimited({ ...window, limit: 2 }, 0).message).toBe(
    'This operation takes 2 requests in its window, which is used up',
  )
  expect(rateLimited(window, 0, 'Slowly').message).toBe('Slowly')
})

test('ids of answers count the attempts behind a head of their own', () => {
  const idOf = createRequestIds('01234567-89ab-cdef-0123-456789abcdef')
  expect([idOf(1), idOf(255)]).toEqual(['01234567-89ab-cdef-0123-000000000001', '01234567-89ab-cdef-0123-0000000000ff'])
})

describe('a clock', () => {
  test('is moved, set and put back', () => {
    const clock = createClock(createManualTime(1_000_000))
    expect([clock.now(), clock.offsetMs, clock.dateMs()]).toEqual([1_000_000, 0, undefined])
    clock.advance(500)
    clock.advance(-100)
    expect([clock.now(), clock.offsetMs, clock.dateMs()]).toEqual([1_000_400, 400, 1_000_400])
    clock.set(5_000_000)
    expect([clock.now(), clock.offsetMs]).toEqual([5_000_000, 4_000_000])
    clock.skewSeconds = -3
    expect([clock.now(), clock.dateMs(), clock.skewSeconds]).toEqual([5_000_000, 4_997_000, -3])
    clock.reset()
    expect([clock.now(), clock.offsetMs, clock.skewSeconds, clock.dateMs()]).toEqual([1_000_000, 0, 0, undefined])
    clock.skewSeconds = 2
    expect(clock.dateMs()).toBe(1_002_000)
  })

  test('shows the date that the time below it shows, moved as it is itself', () => {
    const clock = createClock({ ...createManualTime(1_000), dateMs: () => 9_000 })
    expect(clock.dateMs()).toBe(9_000)
    clock.advance(5)
    expect(clock.dateMs()).toBe(9_005)
  })
})

describe.each([
  ['the machine’s time', systemTime],
  ['a test’s time', testTime],
])('%s', (_, create) => {
  test('goes on, and a sleep ends at once with its signal', async () => {
    const time = create()
    expect(Math.abs(time.now() - Date.now())).toBeLessThan(60_000)
    expect(time.monotonic()).toBeGreaterThan(0)
    const before = time.monotonic()
    await time.sleep(1)
    expect(time.monotonic()).toBeGreaterThan(before)
    await time.sleep(1_000_000_000, AbortSignal.abort())
    const leaving = new AbortController()
    const asleep = time.sleep(1_000_000_000, leaving.signal)
    leaving.abort()
    await asleep
  })
})
