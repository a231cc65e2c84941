import { expect, test } from 'vitest'
import { refuseBasePath } from './base-path.ts'

test.each(['/api/v2', '/api', '/v2.1/x_y', '/a%20b'])('%s is a base path', (path) => {
  expect(() => refuseBasePath(path)).not.toThrow()
})

test.each([
  '',
  '/',
  'api',
  '/api/',
  '/api v2',
  '/api?x',
  '/api#x',
  '//api',
  '/__mock',
  '/__mock/api',
  '/t/me',
  '/api/../v2',
  '/a/./b',
  'http://x/api',
])('%j is refused, with the reason', (path) => {
  expect(() => refuseBasePath(path)).toThrow(/^basePath ".*" cannot work: a base path /)
})
