import { expect, test } from 'vitest'
import { passedHeaders } from './forward.ts'

test.each([
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Proxy-Connection',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
])('%s belongs to one connection', (name) => {
  expect(passedHeaders(['A', '1', name, 'x', 'B', '2', 'B', '3'])).toEqual(['A', '1', 'B', '2', 'B', '3'])
})

test('what Connection names goes with it, and so does what is asked for', () => {
  const raw = ['connection', 'close, X-One', 'x-one', '1', 'Host', 'h', 'X-Two', 'Host']
  expect(passedHeaders(raw)).toEqual(['Host', 'h', 'X-Two', 'Host'])
  expect(passedHeaders(raw, ['host'])).toEqual(['X-Two', 'Host'])
})
