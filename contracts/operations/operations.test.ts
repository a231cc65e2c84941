import { expect, expectTypeOf, test } from 'vitest'
import { errorRow } from '../errors.ts'
import {
  type BodyInput,
  type BodyOf,
  commonErrors,
  errorsOf,
  isOperationId,
  operationIds,
  operationRow,
  type PathParams,
  type QueryOf,
  type ResponseOf,
} from './index.ts'
import { isOpen } from './operation.ts'

const rows = operationIds.map((id) => ({ id, ...operationRow(id) }))

test('no two operations share method and path', () => {
  const routes = rows.map(({ method, path }) => `${method} ${path.replaceAll(/\{.*?\}/g, '{}')}`)
  expect(new Set(routes).size).toBe(routes.length)
})

test.each(rows)('$id adds only errors that are not common', ({ access, errors }) => {
  if (isOpen(access)) return
  expect(errors.filter((code) => commonErrors.includes(code))).toEqual([])
})

test.each(rows)(
  '$id has a response schema exactly when a success has a JSON body',
  ({ success, response, produces, access }) => {
    const hasJson = success !== 204 && success !== 302 && produces === undefined && access !== 'none'
    expect(response !== undefined).toBe(hasJson)
  },
)

test.each(rows)('$id lists no error twice', ({ id }) => {
  expect(new Set(errorsOf(id)).size).toBe(errorsOf(id).length)
})

test('a presigned URL knows no errors of a key', () => {
  const groups = errorsOf('putVideoChunk')
    .filter((code) => code !== 'AUTHZ_ERROR')
    .map((code) => errorRow(code).group)
  expect(groups).not.toContain('authentication')
  expect(errorsOf('putVideoChunk')).not.toContain('RATE_LIMIT_ERROR')
})

test('every GET, PUT and DELETE is idempotent', () => {
  const idempotent = rows.filter(({ method }) => ['GET', 'PUT', 'DELETE'].includes(method))
  expect(idempotent.every((row) => row.idempotent)).toBe(true)
})

test('an inherited name is no operation id', () => {
  expect(isOperationId('listFiles')).toBe(true)
  expect(isOperationId('toString')).toBe(false)
})

test('types follow from the table', () => {
  expectTypeOf<PathParams<'getFileVariant'>>().toEqualTypeOf<{
    readonly image_id: string
    readonly variant_type: string
  }>()
  expectTypeOf<keyof PathParams<'listFiles'>>().toEqualTypeOf<never>()
  expectTypeOf<QueryOf<'listFiles'>['limit']>().toEqualTypeOf<number>()
  expectTypeOf<QueryOf<'getFile'>>().toEqualTypeOf<undefined>()
  expectTypeOf<BodyOf<'createLink'>['auto_crawl']>().toEqualTypeOf<boolean>()
  expectTypeOf<BodyInput<'createLink'>['url']>().toEqualTypeOf<string>()
  expectTypeOf<ResponseOf<'listFiles'>['total_count']>().toEqualTypeOf<number>()
  expectTypeOf<ResponseOf<'deleteDocument'>>().toEqualTypeOf<undefined>()
})

test('the operations are the published ones and those of what stands in for stores and payment pages', () => {
  const own = rows.filter(
    ({ access, path }) => access === 'none' && /^\/(storage|checkout|video-uploads\/storage)\//.test(path),
  )
  expect(rows.length - own.length).toBe(182)
})
