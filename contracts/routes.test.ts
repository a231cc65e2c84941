import { describe, expect, it } from 'vitest'
import { operationIds, operationRow } from './operations/index.ts'
import { compileOperationRoutes } from './routes.ts'

const find = compileOperationRoutes()

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
      allow: expect.arrayContaining(['GET', 'HEAD', 'PATCH', 'DELETE', 'POST', 'OPTIONS']),
    })
    expect(find('TRACE', '/user-files')).toEqual({ allow: ['GET', 'HEAD', 'OPTIONS'] })
  })

  it.each(['/', '/nothing', '/user-files/', '/user-files//download', ''])('is nothing for %j', (path) => {
    expect(find('GET', path)).toBeUndefined()
  })
})
