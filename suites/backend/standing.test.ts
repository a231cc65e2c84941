import { describe, expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { answered, handMadeRun, refused, unanswered } from './hand-made.ts'
import { decideStandings, type StandingKind } from './standing.ts'

const read = { operation: 'listFiles', intent: 'success' } as const
const invalid = { operation: 'listFiles', intent: 'invalid-parameter' } as const
const search = { operation: 'searchImages', intent: 'unparsable-body', method: 'POST' } as const
const listed = answered(200, { ...read, body: {} })

/** The standing of the last of these exchanges is what a case is about. */
const cases: readonly (readonly [string, readonly Exchange[], StandingKind])[] = [
  ['a valid read that succeeds', [listed], 'considered'],
  ['a valid read that fails in the envelope', [refused('HTTP_500', read)], 'considered'],
  ['a refused parameter', [refused('VALIDATION_ERROR', invalid)], 'considered'],
  ['a 404 where the valid request works', [listed, refused('HTTP_404', invalid)], 'considered'],
  ['a 403 where the valid request works', [listed, refused('AUTHZ_ERROR', invalid)], 'considered'],
  ['a 404 of a listed id', [refused('HTTP_404', { operation: 'getFile', intent: 'success' })], 'considered'],
  [
    'a refusal of a bad key',
    [refused('INVALID_API_KEY', { ...read, intent: 'no-key', credential: 'none' })],
    'considered',
  ],
  ['a path that is none', [refused('HTTP_404', { intent: 'unknown-path' })], 'considered'],
  ['an error that was asked for', [answered(503, { isInjected: true, intent: 'injected', body: '' })], 'considered'],
  ['a limit that was meant', [refused('RATE_LIMIT_ERROR', { ...read, intent: 'rate-limit' })], 'considered'],
  ['a month that is used up', [refused('USAGE_LIMIT_EXCEEDED', read)], 'considered'],
  ['a documented redirect', [answered(302, { operation: 'downloadFile', intent: 'success' })], 'considered'],
  ['a recorded 404', [refused('HTTP_404', { operation: 'listFiles' })], 'considered'],
  ['an unmeant limit', [refused('RATE_LIMIT_ERROR', read)], 'throttled'],
  ['an unmeant limit of another form', [answered(429, read)], 'throttled'],
  ['an overload that names a wait', [refused('MEMORY_LIMIT_EXCEEDED', read)], 'throttled'],
  ['a valid read of what is not there', [refused('HTTP_404', read)], 'absent'],
  ['a valid read that is 405', [refused('HTTP_405', read)], 'absent'],
  ['a valid read that is 501', [refused('HTTP_501', read)], 'absent'],
  [
    'a 404 of a named id where its list is 404, too',
    [
      refused('HTTP_404', { operation: 'listDocuments', intent: 'success' }),
      refused('HTTP_404', { operation: 'deleteDocument', intent: 'success' }),
    ],
    'absent',
  ],
  ['what tidying up finds gone', [refused('HTTP_404', { operation: 'getFolder', intent: 'cleanup' })], 'absent'],
  ['501 without the envelope', [answered(501, { ...read, body: '<html>' })], 'absent'],
  ['a 404 whose control is 404, too', [refused('HTTP_404', read), refused('HTTP_404', invalid)], 'absent'],
  ['a 404 whose control may not be sent', [refused('HTTP_404', search)], 'absent'],
  ['a 404 whose control was throttled', [refused('RATE_LIMIT_ERROR', read), refused('HTTP_404', invalid)], 'absent'],
  ['a valid read that is 403', [refused('AUTHZ_ERROR', read)], 'not-permitted'],
  ['a valid read that is 402', [refused('HTTP_402', read)], 'not-permitted'],
  ['a 403 whose control is 403, too', [refused('AUTHZ_ERROR', read), refused('AUTHZ_ERROR', invalid)], 'not-permitted'],
  ['a 404 whose control is 403', [refused('AUTHZ_ERROR', read), refused('HTTP_404', invalid)], 'not-permitted'],
  ['a 403 whose control may not be sent', [refused('AUTHZ_ERROR', search)], 'not-permitted'],
  ["a gateway's page", [answered(502, { ...read, body: '<html>' })], 'unavailable'],
  ['a 500 without the envelope', [answered(500, { ...read, body: {} })], 'unavailable'],
  ['a redirect', [answered(301, { ...read, headers: { Location: '/login' } })], 'unavailable'],
  ['no whole answer', [unanswered('reset', read)], 'unavailable'],
  ['given up by who asked', [unanswered('gone', { failureKind: 'aborted' })], 'unrecorded'],
  ['nothing recorded', [unanswered('status 0', { failureKind: 'unrecorded' })], 'unrecorded'],
  ['not modified', [answered(304)], 'unrecorded'],
  ['a body that was not recorded', [answered(200, { answer: { isBodyKnown: false } })], 'unrecorded'],
]

describe('the standing of', () => {
  test.each(cases)('%s', (_, exchanges, kind) => {
    const standing = decideStandings(handMadeRun(exchanges)).exchanges.at(-1)?.standing
    expect(standing?.kind, standing?.reason).toBe(kind)
    expect(standing?.reason === '').toBe(kind === 'considered')
  })
})

test('another key has other rights', () => {
  const full = refused('AUTHZ_ERROR', { ...invalid, intent: 'full-storage', credential: 'full' })
  const [, second] = decideStandings(handMadeRun([listed, full])).exchanges
  expect(second?.standing.kind).toBe('considered')
})

test('a recording of statuses has standings without bodies', () => {
  const bare = answered(500, { answer: { isBodyKnown: false } })
  expect(decideStandings(handMadeRun([bare], { shows: 'statuses' })).exchanges[0]?.standing.kind).toBe('considered')
})
