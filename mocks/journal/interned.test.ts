import { expect, test } from 'vitest'
import { createInterned } from './interned.ts'

const headers = (key: string) => ['Host', 'x', 'Authorization', `Bearer ${key}`]

test('equal headers are the same list, redacted', () => {
  const interned = createInterned()
  const first = interned.headers(headers('aion_test_first_of_the_tenants'))
  expect(first).toEqual(['Host', 'x', 'Authorization', 'Bearer aion_test_***'])
  expect(interned.headers(headers('aion_test_first_of_the_tenants'))).toBe(first)
})

test('headers that differ are told apart, also when only a credential does', () => {
  const interned = createInterned()
  const first = interned.headers(headers('aion_test_first_of_the_tenants'))
  expect(interned.headers(headers('other_secret'))).toEqual(['Host', 'x', 'Authorization', 'Bearer ***'])
  expect(interned.headers([...headers('aion_test_first_of_the_tenants'), 'Accept', '*/*'])).toHaveLength(6)
  expect(first).toHaveLength(4)
})

test('targets are redacted each', () => {
  const interned = createInterned()
  expect(['/a?token=1', '/a?token=1', '/a?token=2', '/b'].map(interned.target)).toEqual([
    '/a?token=***',
    '/a?token=***',
    '/a?token=***',
    '/b',
  ])
})

test('faults are themselves', () => {
  const interned = createInterned()
  expect(['TIMEOUT;by=header', 'TIMEOUT;by=header', 'HTTP_500;by=header'].map(interned.fault)).toEqual([
    'TIMEOUT;by=header',
    'TIMEOUT;by=header',
    'HTTP_500;by=header',
  ])
})
