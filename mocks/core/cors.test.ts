import { expect, test } from 'vitest'
import { plainRequest } from '../testing/plain-request.ts'
import { corsHeaders, corsHeadersFor, exposedHeaders, isPreflight, preflightReply } from './cors.ts'

test('a page may read every header that the contract speaks of', () => {
  expect(exposedHeaders).toBe(
    'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, RateLimit, RateLimit-Policy, ' +
      'X-Request-ID, Mock-Fault-Served, Mock-Warning, Mock-Mail-Token, ETag, Accept-Ranges, Content-Range, Location',
  )
})

test('an answer is for every page, or for the one that sends credentials', () => {
  expect(corsHeaders).toEqual(['Access-Control-Allow-Origin', '*', 'Access-Control-Expose-Headers', exposedHeaders])
  expect(corsHeadersFor(undefined)).toBe(corsHeaders)
  expect(corsHeadersFor('https://app.example')).toEqual([
    'Access-Control-Allow-Origin',
    'https://app.example',
    'Access-Control-Allow-Credentials',
    'true',
    'Vary',
    'Origin',
    'Access-Control-Expose-Headers',
    exposedHeaders,
  ])
})

test('only OPTIONS that asks for a method is a preflight', () => {
  const asking = { 'access-control-request-method': 'POST' }
  expect(isPreflight(plainRequest({ method: 'OPTIONS', headers: asking }))).toBe(true)
  expect(isPreflight(plainRequest({ method: 'GET', headers: asking }))).toBe(false)
  expect(isPreflight(plainRequest({ method: 'OPTIONS' }))).toBe(false)
})

test.each([
  [{}, corsHeaders, 'Authorization, Content-Type'],
  [
    { origin: 'https://app.example', 'access-control-request-headers': 'x-a, x-b' },
    corsHeadersFor('https://app.example'),
    'x-a, x-b',
  ],
])('a preflight with %j is allowed what it wants', (headers, cors, wanted) => {
  expect(preflightReply(plainRequest({ method: 'OPTIONS', headers }))).toEqual({
    status: 204,
    headers: [
      ...cors,
      ...['Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE'],
      ...['Access-Control-Allow-Headers', wanted],
      ...['Access-Control-Max-Age', '600', 'Vary', 'Access-Control-Request-Headers'],
    ],
    body: null,
  })
})
