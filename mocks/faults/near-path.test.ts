import { expect, test } from 'vitest'
import { nearPath } from './near-path.ts'

test.each([
  '/folders',
  '/folders/*',
  '/folders/{folder_id}',
  '/folders/17',
  '/**',
  '/**/move-files',
  '/folders/**',
  '/*/move-files',
])('%s matches a path, so nothing else was meant', (pattern) => {
  expect(nearPath(pattern)).toBeUndefined()
})

test.each([
  ['a word', '/foldes', '/folders'],
  ['a word behind any number of segments', '/**/user-files/upload/strem', '/**/user-files/upload/stream'],
  ['a word before any number of segments', '/foldes/**', '/folders/**'],
  ['a slash too many', '/folders/', '/folders'],
  ['two slashes', '//folders', '/folders'],
  ['no slash', 'folders', '/folders'],
  ['blanks', ' /folders ', '/folders'],
  ['the base path', '/api/v2/folders', '/folders'],
  ['a whole URL', 'https://api.example/api/v2/folders', '/folders'],
  ['the way to a tenant', '/t/ann/folders', '/folders'],
  ['a query', '/folders?limit=1', '/folders'],
  ['a fragment', '/folders#x', '/folders'],
  ['a parameter of a router', '/folders/:id', '/folders/*'],
  ['another notation of it', '/folders/<id>', '/folders/*'],
  ['a regular expression', '/folders/.+', '/folders/*'],
])('of %s: %s was meant as %s', (_, pattern, meant) => {
  expect(nearPath(pattern)).toBe(meant)
})

test.each(['/nowhere/at/all', '/health', '', '/', '/*/*/*/*/*/*'])('%j is near to nothing', (pattern) => {
  expect(nearPath(pattern)).toBeUndefined()
})
