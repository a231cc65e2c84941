import { describe, expect, test } from 'vitest'
import { locate } from './locate.ts'

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
