import { expect, test } from 'vitest'
import { benchKey } from '../bench-key.ts'
import { authorizationSha256, credentialCount, keyPlaces } from './credentials-seen.ts'

test('the key is found in headers, the query and the body', () => {
  const rawHeaders = ['Authorization', `Bearer ${benchKey}`, benchKey, 'x', 'X-Key', benchKey]
  expect(keyPlaces({ rawHeaders, target: `/x?key=${benchKey}` }, `{"key":"${benchKey}"}`)).toEqual([
    'authorization',
    'x-key',
    'the query',
    'the body',
  ])
  expect(keyPlaces({ rawHeaders: ['Host', 'x'], target: '/x' }, '')).toEqual([])
})

test('credentials can be told apart, but not read', () => {
  const of = (authorization?: string) => authorizationSha256({ headers: { authorization } })
  expect(of()).toBeNull()
  expect(of('Bearer a')).toMatch(/^[0-9a-f]{64}$/)
  expect(of('Bearer a')).toBe(of('Bearer a'))
  expect(of('Bearer a')).not.toBe(of('Bearer b'))
})

test('credentials are counted, in lines and between commas', () => {
  const of = (...rawHeaders: string[]) => credentialCount({ rawHeaders })
  expect(of('Accept', 'Bearer a')).toBe(0)
  expect(of('authorization', 'Bearer a')).toBe(1)
  expect(of('Authorization', 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c')).toBe(1)
  expect(of('Authorization', 'Bearer a, bearer a')).toBe(2)
  expect(of('Authorization', 'Bearer a', 'authorization', 'Basic b')).toBe(2)
})
