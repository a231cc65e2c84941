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
] as const)('%s %s means %s', (method, path, id) => {
  expect(nearOperation(method, path)).toBe(id)
})

test.each(['/', '/favicon.ico', '/wp-login.php', '/nowhere', `/${'a'.repeat(300)}`, '/a/a/a/a/a/a/a/a/a/a/a/a/a/a'])(
  '%s is near to nothing',
  (path) => {
    expect(nearOperation('GET', path)).toBeUndefined()
  },
)

test('every path with one letter too many in its last word still means an operation of that path', () => {
  const lost = operationIds.filter((id) => {
    const { method, path } = operationRow(id)
    const typed = path.replace(/\{\w+\}/g, '17').replace(/([a-z])([^a-z]*)$/, '$1$1$2')
    const found = nearOperation(method, typed)
    return found === undefined || operationRow(found).path !== path
  })
  expect(lost).toEqual([])
})
