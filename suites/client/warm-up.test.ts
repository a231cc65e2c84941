import { describe, expect, it, test } from 'vitest'
import { attempt, call, ended } from './hand-made.ts'
import type { RequestId } from './requests.ts'
import { virtualClock } from './run.ts'
import { ok } from './script/step.ts'
import { asideNames, endOf, readWarmUp, requestsSent, warmUpScenarios } from './warm-up.ts'

const run = (request: RequestId, ...calls: ReturnType<typeof call>[]) => ({
  scenario: { request, script: [ok] },
  clock: virtualClock,
  calls,
})
const asides = [
  { method: 'OPTIONS', target: '/api/v2/user-files?limit=20', headMs: 0 },
  { method: 'OPTIONS', target: '/api/v2/user-files', headMs: 1 },
  { method: 'POST', target: '/oauth/token', headMs: 2 },
]
const long = 'x'.repeat(300)

describe('what a warm-up call shows', () => {
  it.each([
    ['one request', call([attempt(0)]), []],
    [
      'that the client cannot',
      call([], ended(false, { isUnsupported: true })),
      ['The client says that it cannot make listFiles (GET /user-files).'],
    ],
    [
      'nothing',
      call([], ended(false, { message: 'no' })),
      ['For GET /user-files the client sent nothing, then ApiError, no.'],
    ],
    [
      'something else',
      call([], null, { asides }),
      ['For GET /user-files the client sent OPTIONS /api/v2/user-files, POST /oauth/token, then did not end.'],
    ],
    [
      'something beside it',
      call([attempt(0)], ended(true), { asides }),
      [
        'Beside GET /user-files the client sends OPTIONS /api/v2/user-files, POST /oauth/token: answered with 200, and not counted as attempts.',
      ],
    ],
    [
      'two requests',
      call([attempt(0), attempt(9)]),
      ['For one GET /user-files the client sent 2 requests, though nothing failed.'],
    ],
    [
      'a hedge',
      call([attempt(0, 200, { tookMs: 50 }), attempt(9)]),
      ['For one GET /user-files the client sent 2 requests, though nothing failed: it hedges.'],
    ],
    [
      'an error',
      call([attempt(0)], ended(false)),
      ['GET /user-files failed although the server answered as promised: ApiError.'],
    ],
    [
      'an error with many words',
      call([attempt(0)], ended(false, { message: long })),
      [`GET /user-files failed although the server answered as promised: ApiError, ${long.slice(0, 200)}.`],
    ],
    ['that it cannot, though it sent something', call([attempt(0)], ended(true, { isUnsupported: true })), []],
    ['no end', call([attempt(0)], null), []],
  ])('is noted: %s', (_, made, notes) => {
    expect(readWarmUp([run('listFiles', made)])).toEqual({ calls: new Map([['listFiles', made]]), notes })
  })

  it('is nothing where no call was made', () => {
    expect(readWarmUp([run('listFiles')])).toEqual({ calls: new Map(), notes: [] })
  })
})

test('one call is made for each request that is asked for', () => {
  const some = (['listFiles', 'createFolder', 'listFiles'] as const).map((request) => ({
    request,
    script: [],
    calls: 3,
  }))
  expect(warmUpScenarios(some)).toEqual(
    ['listFiles', 'createFolder'].map((request) => ({
      request,
      script: [ok],
      commandPatienceMs: 15_000,
      watchAfterMs: 0,
    })),
  )
})

test('requests that were sent are known, safe ones first', () => {
  const sent = call([attempt(0)])
  const warmUp = readWarmUp([
    run('createFolder', sent),
    run('listFiles', sent),
    run('updateApiKey', call([], ended(false))),
  ])
  expect(requestsSent(warmUp)).toEqual(['listFiles', 'createFolder'])
})

test('an end is told in words', () => {
  const ends = [null, ended(true), ended(false, { message: 'no' }), ended(false, { name: null, message: long })]
  expect(ends.map((outcome) => endOf(call([], outcome)))).toEqual([
    'did not end',
    'ended with a success',
    'ApiError, no',
    long.slice(0, 200),
  ])
  expect(asideNames([call([])])).toBe('')
})
