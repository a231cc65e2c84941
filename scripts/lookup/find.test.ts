import { expect, test } from 'vitest'
import { errorCodes, errorRow } from '../../contracts/errors.ts'
import { operationIds, operationRow } from '../../contracts/operations/index.ts'
import { findErrors } from './find-errors.ts'
import { findOperations } from './find-operations.ts'
import { columns } from './format.ts'

test.each([
  ['RATE_LIMIT_ERROR', ['RATE_LIMIT_ERROR']],
  ['rate-limit error', ['RATE_LIMIT_ERROR']],
  ['RATE_LIMIT', ['RATE_LIMIT_ERROR']],
  ['provider', ['VLM_PROVIDER_ERROR']],
  ['402', ['HTTP_402', 'USAGE_LIMIT_EXCEEDED']],
])('%j means these errors', (word, codes) => {
  expect(findErrors(word)).toEqual(codes)
})

test('a status means every error that is sent with it, its own first', () => {
  for (const status of new Set(errorCodes.map((code) => errorRow(code).status))) {
    const found = findErrors(String(status))
    expect(errorRow(found[0] ?? 'HTTP_404').status).toBe(status)
    for (const code of found) expect([errorRow(code).status, ...errorRow(code).acceptedStatuses]).toContain(status)
  }
})

test.each([
  ['TIMEOT', 'Did you mean TIMEOUT?'],
  ['418', 'not a documented status'],
  ['201', '201 Created is no error'],
  ['', 'is not an error code'],
])('%j means no error, and says what is near', (word, message) => {
  expect(() => findErrors(word)).toThrow(message)
})

test.each([
  ['listFiles', ['listFiles']],
  ['GET /user-files/17', ['getFile']],
  ['get http://127.0.0.1:4010/t/me/api/v2/user-files', ['listFiles']],
  ['breadcrumb', ['getBreadcrumbs']],
])('%j means these operations', (word, ids) => {
  expect(findOperations(word)).toEqual(ids)
})

test('every operation is found by its id, and by its method and path', () => {
  for (const id of operationIds) {
    const { method, path } = operationRow(id)
    expect(findOperations(id)).toEqual([id])
    expect(findOperations(`${method} ${path}`)).toEqual([id])
  }
})

test.each([
  ['listFilez', 'Did you mean listFiles?'],
  ['GET /user-filez', 'Did you mean listFiles?'],
  ['', 'is no operation'],
])('%j means no operation, and says what is near', (word, message) => {
  expect(() => findOperations(word)).toThrow(message)
})

test('columns stand below each other', () => {
  expect(
    columns([
      ['a', 'b', 'c'],
      ['long', 'longer', 'd'],
    ]),
  ).toBe('a     b       c\nlong  longer  d')
})
