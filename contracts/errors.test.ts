import { expect, test } from 'vitest'
import { documentedCodes, type ErrorCode, errorCodes, errorRow, isErrorCode } from './errors.ts'
import { defaultErrorOf, documentedStatuses, statusRows } from './statuses.ts'

// The API's page, row for row; the table in code must not lose one.
const page = [
  'VALIDATION_ERROR',
  'INVALID_API_KEY',
  'EXPIRED_API_KEY',
  'DEACTIVATED_API_KEY',
  'AUTHZ_ERROR',
  'HTTP_413',
  'CHUNK_UPLOAD_ERROR',
  'MEMORY_LIMIT_EXCEEDED',
  'STORAGE_QUOTA_EXCEEDED',
  'RATE_LIMIT_ERROR',
  'USAGE_LIMIT_EXCEEDED',
  'CONCURRENT_UPLOAD_LIMIT_EXCEEDED',
  'IMAGE_PROCESSING_ERROR',
  'VLM_PROVIDER_ERROR',
  'TIMEOUT',
]

test('the fifteen documented codes are there, and no other is called documented', () => {
  expect([...documentedCodes].sort()).toEqual([...page].sort())
})

test('the page has fourteen rows and thirteen statuses', () => {
  expect(statusRows).toHaveLength(14)
  expect(documentedStatuses).toEqual([200, 201, 204, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503])
})

test('every documented error status has an error that is sent or accepted with it', () => {
  for (const { status, error } of statusRows) {
    if (status < 400) expect(error).toBeNull()
    else {
      const row = errorRow(error as ErrorCode) // every row from 400 on names one
      expect([row.status, ...row.acceptedStatuses]).toContain(status)
    }
  }
  expect(defaultErrorOf(503)).toBe('VLM_PROVIDER_ERROR')
  expect(defaultErrorOf(200)).toBeUndefined()
  expect(defaultErrorOf(418)).toBeUndefined()
})

test.each(errorCodes)('%s is complete', (code) => {
  const { status, acceptedStatuses, retryAfter, retryAfterSeconds, message, meaning, remedy } = errorRow(code)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(acceptedStatuses).not.toContain(status)
  expect(retryAfterSeconds !== undefined).toBe(retryAfter === 'required')
  for (const text of [meaning, remedy]) expect(text).toMatch(/^[A-Z].*\.$/)
  expect(message).toMatch(/^[A-Z].*[^.]$/)
})

test('codes are told from what only looks like one', () => {
  expect(isErrorCode('TIMEOUT')).toBe(true)
  for (const other of ['timeout', 'toString', '', 7, null]) expect(isErrorCode(other)).toBe(false)
})
