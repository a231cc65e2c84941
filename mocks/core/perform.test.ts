import { describe, expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { createJournal } from '../journal/journal.ts'
import { createTenants } from '../tenant/tenants.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { BodyAborted, isPromise } from './message.ts'
import { createOpener } from './open-exchange.ts'
import { createPerformer, type PerformOptions } from './perform.ts'

/** Performs requests over tenants without records. */
function create(options: Partial<PerformOptions> = {}) {
  const time = createManualTime()
  const rules = { platform: nodePlatform, time, basePath: '/api/v2', acceptAnyKey: false }
  const tenants = createTenants({ time, fill: async () => undefined })
  const open = createOpener({ ...rules, journal: createJournal({ requestIdOf: (id) => `request-${id}` }), tenants })
  const perform = createPerformer({
    ...rules,
    strict: false,
    rateLimit: false,
    onError: undefined,
    onSuccess: undefined,
    ...options,
  })
  const opened = (method: string, path: string, body?: string) =>
    open(
      plainRequest({
        method,
        target: `/api/v2${path}`,
        headers: {
          authorization: 'Bearer aion_test_ann_of_the_tests_here',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
      }),
    )
  return {
    tenants,
    perform,
    opened,
    send: async (...args: Parameters<typeof opened>) => perform(await opened(...args)),
  }
}

test('an operation runs, and its success is seen before it is sent', async () => {
  const seen: unknown[] = []
  const { send } = create({ onSuccess: (operation, reply) => seen.push([operation, reply]) })
  const reply = await send('GET', '/folders')
  expect(reply).toMatchObject({ status: 200, headers: ['Content-Type', 'application/json; charset=utf-8'] })
  expect(seen).toEqual([['listFolders', reply]])
})

test('an operation that has nothing to wait for answers at once, from the second time on', async () => {
  const { perform, opened } = create()
  expect(isPromise(perform(await opened('GET', '/folders')))).toBe(true)
  await perform(await opened('GET', '/folders'))
  expect(isPromise(perform(await opened('GET', '/folders')))).toBe(false)
})

test('what is not admitted runs nothing, and is no success', async () => {
  const seen: unknown[] = []
  const { send } = create({ onSuccess: (operation) => seen.push(operation), onError: (error) => seen.push(error) })
  expect(await send('GET', '/nowhere')).toMatchObject({ error: 'HTTP_404' })
  expect(await send('PUT', '/folders')).toMatchObject({ error: 'HTTP_405' })
  expect(await send('GET', '/user-files/00000000-0000-4000-8000-000000000001')).toMatchObject({ error: 'HTTP_404' })
  expect(seen).toEqual([])
})

test('OPTIONS tells the methods of a path that there is', async () => {
  const { send } = create()
  expect(await send('OPTIONS', '/folders')).toEqual({
    status: 204,
    headers: ['Allow', expect.stringMatching(/^(?=.*GET)(?=.*POST)(?=.*OPTIONS)[A-Z, ]+$/)],
    body: null,
  })
  expect(await send('OPTIONS', '/nowhere')).toMatchObject({ error: 'HTTP_404' })
})

describe('what an operation throws', () => {
  const failure = new Error('no folders today')

  test('at once or later is a 500, and is told with the id of the answer', async () => {
    const seen: unknown[] = []
    const { send, tenants } = create({ onError: (error, requestId) => seen.push([error, requestId]) })
    const { folders } = await tenants.get('ann_of_the_tests_here')
    await send('GET', '/folders')
    Object.assign(folders, {
      all: () => {
        throw failure
      },
    })
    expect(await send('GET', '/folders')).toEqual({ error: 'HTTP_500' })
    // A tenant without records has no owner to whom a folder could belong.
    expect(await send('POST', '/folders', '{"name":"a"}')).toEqual({ error: 'HTTP_500' })
    expect(seen).toEqual([
      [failure, 'request-2'],
      [new Error('The tenant ann_of_the_tests_here has no owner'), 'request-3'],
    ])
  })

  test('is a 500 where nobody wants to be told, too', async () => {
    const { send, tenants } = create()
    const { folders } = await tenants.get('ann_of_the_tests_here')
    await send('GET', '/folders')
    Object.assign(folders, {
      all: () => {
        throw failure
      },
    })
    expect(await send('GET', '/folders')).toEqual({ error: 'HTTP_500' })
  })

  test('of a body that broke off is the sender’s doing', async () => {
    const seen: unknown[] = []
    const { perform, opened } = create({ onError: (error) => seen.push(error) })
    const exchange = await opened('POST', '/folders', '{}')
    const body = {
      ...{ declaredBytes: 5, isTouched: false },
      // biome-ignore lint/correctness/useYield: it breaks off before its first part
      async *chunks() {
        throw new BodyAborted('gone')
      },
    }
    expect(await perform({ ...exchange, body })).toEqual({
      error: 'VALIDATION_ERROR',
      status: 400,
      message: 'body: Ended before its declared length',
      details: { field: 'body', issue: 'Ended before its declared length' },
    })
    expect(seen).toEqual([])
  })

  test('in whoever looks at a success is a 500, too', async () => {
    const seen: unknown[] = []
    const { send } = create({
      onError: (error) => seen.push(error),
      onSuccess() {
        throw failure
      },
    })
    await send('GET', '/folders')
    expect(await send('GET', '/folders')).toEqual({ error: 'HTTP_500' })
    expect(seen).toEqual([failure, failure])
  })
})
