import { expect, test } from 'vitest'
import { nearOperation } from './near-operation.ts'
import { operationIds, operationRow } from './operations/index.ts'

test.each([
  ['GET', '/user-filez', 'listFiles'],
  ['GET', '/user-files/', 'listFiles'],
  ['GET', '/User_Files', 'listFiles'],
  ['GET', '/files', 'listFiles'],
  ['GET', '/api/v1/user-files', 'listFiles'],
  ['GET', '/folders/17/breadcrumb', 'getBreadcrumbs'],
  ['DELETE', '/document/17', 'deleteDocument'],
  ['POST', '/upload/stream', 'streamUpload'],
  ['HEAD', '/user-filez', 'listFiles'],
  ['GET', '/v2/user-files', 'listFiles'],
  ['GET', '/api/user-files', 'listFiles'],
  ['GET', '/user-filez/17', 'getFile'],
  ['GET', '/user-filez/abc', 'getFile'],
  ['PATCH', '/user-filez/17', 'updateFile'],
  ['DELETE', '/user-filez/17', 'deleteFile'],
  ['PUT', '/user-filez/17', 'getFile'],
  ['GET', '/folder', 'listFolders'],
  ['GET', '/user-files/17/downlod', 'downloadFile'],
  ['POST', '/user-files/batch_delete', 'deleteFiles'],
  ['GET', '/chat/session/17', 'getChat'],
  ['GET', '/user-files/17/variants/small', 'getFileVariant'],
] as const)('%s %s means %s', (method, path, id) => {
  expect(nearOperation(method, path)).toBe(id)
})

test.each([
  '/',
  '/api/v1/',
  '/17',
  '/17/18',

  '/favicon.ico',
  '/wp-login.php',
  '/nowhere',
  `/${'a'.repeat(300)}`,
  '/a/a/a/a/a/a/a/a/a/a/a/a/a/a',
])('%s is near to nothing', (path) => {
  expect(nearOperation('GET', path)).toBeUndefined()
})

test('a path is compared up to two hundred characters and twelve segments', () => {
  const long = (length: number) => `/folders/${'1'.repeat(length - 20)}/breadcrumb`
  expect([nearOperation('GET', long(200)), nearOperation('GET', long(201))]).toEqual(['getBreadcrumbs', undefined])
})

test('every path with one letter too many in its last word still means an operation of that path', () => {
  const lost = operationIds.filter((id) => {
    const { method, path } = operationRow(id)
    const typed = path.replace(/\{\w+\}/g, '17').replace(/([a-z])([^a-z]*)$/, '$1$1$2')
    const found = nearOperation(method, typed)
    return found === undefined || operationRow(found).path !== path
  })
  expect(lost).toEqual([])
})
