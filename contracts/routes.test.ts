import { describe, expect, it } from 'vitest'
import { operationIds, operationRow } from './operations/index.ts'
import { compileRoutes, findOperationRoute as find, findOperation } from './routes.ts'

describe('the route of a path', () => {
  it.each(operationIds)('is %s for its own path', (id) => {
    const { method, path } = operationRow(id)
    expect(find(method, path.replaceAll(/\{[^}]+\}/g, 'some-value'))).toMatchObject({ id })
  })

  it.each([
    ['GET', '/user-files/batch-delete', 'getFile', { image_id: 'batch-delete' }],
    ['GET', '/user-files/batch-delete/download', 'downloadFile', { image_id: 'batch-delete' }],
    ['POST', '/user-files/batch-delete', 'deleteFiles', {}],
    ['PATCH', '/folders/move-files', 'renameFolder', { folder_id: 'move-files' }],
    ['POST', '/folders/move-files', 'moveFiles', {}],
    ['HEAD', '/user-files', 'listFiles', {}],
    ['GET', '/user-files/a%2Fb', 'getFile', { image_id: 'a/b' }],
    ['GET', '/user-files/100%', 'getFile', { image_id: '100%' }],
  ])('%s %s is %s: literal segments win, then it goes back', (method, path, id, params) => {
    expect(find(method, path)).toMatchObject({ id, params })
  })

  it('lists the methods of every way that the path fits', () => {
    expect(find('PUT', '/user-files/batch-delete')).toEqual({
      allow: ['POST', 'GET', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
    })
    expect(find('GET', '/user-files/batch-delete/recrawl')).toEqual({ allow: ['POST', 'OPTIONS'] })
    expect(find('TRACE', '/user-files')).toEqual({ allow: ['GET', 'HEAD', 'OPTIONS'] })
  })

  it('has the row of its operation and the parameters of its way alone', () => {
    expect(find('GET', '/user-files/a/variant/small')).toEqual({
      id: 'getFileVariant',
      row: operationRow('getFileVariant'),
      params: { image_id: 'a', variant_type: 'small' },
    })
    expect(find('GET', '/user-files')).toEqual({ id: 'listFiles', row: operationRow('listFiles'), params: {} })
  })

  it('is found by the name of its operation, with a query or without', () => {
    expect(findOperation('GET', '/user-files?limit=2')).toBe('listFiles')
    expect(findOperation('GET', '/user-files')).toBe('listFiles')
    expect(findOperation('PUT', '/user-files')).toBeNull()
    expect(findOperation('GET', '/nothing')).toBeNull()
  })

  it('goes back from a parameter that led nowhere without its value', () => {
    const table = [
      { method: 'GET', path: '/a/{one}/b/{two}/c' },
      { method: 'GET', path: '/a/{one}/{three}/x/{four}' },
    ]
    const way = compileRoutes(table)
    expect(way('GET', '/a/1/b/x/c')).toEqual({ row: table[0], params: { one: '1', two: 'x' } })
    expect(way('GET', '/a/1/b/x/9')).toEqual({ row: table[1], params: { one: '1', three: 'b', four: '9' } })
  })

  it.each(['/', '/nothing', '/user-files/', '/user-files//download', ''])('is nothing for %j', (path) => {
    expect(find('GET', path)).toBeUndefined()
  })
})
