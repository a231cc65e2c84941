import { expect, test } from 'vitest'
import { validateResponse } from './response-validation.ts'

test('the documented envelope is right, and may carry more than the contract says', () => {
  const error = { code: 'HTTP_404', message: 'No such file', hint: 'look again' }
  expect(validateResponse('Envelope', { error, request_id: 'r', timestamp: 1 })).toEqual([])
})

test('every issue of an envelope is listed', () => {
  expect(validateResponse('Envelope', { error: { code: 'not_found', message: '' } })).toEqual([
    { field: 'request_id', issue: 'Is required' },
    { field: 'error.code', issue: 'Must match ^[A-Z][A-Z0-9_]*$' },
    { field: 'error.message', issue: 'Must not be empty' },
  ])
})

test('a response is not changed: no defaults, no conversion', () => {
  const body = { total_count: '1', sessions: [], has_more: false }
  expect(validateResponse('ListChatSessionsResponse', body)).toEqual([
    { field: 'total_count', issue: 'Must be an integer' },
  ])
  expect(body.total_count).toBe('1')
})

test('an issue inside a list names its index', () => {
  const file = { size_bytes: 1, created_at: '2026-01-31T12:00:00Z', has_full_description: false }
  expect(validateResponse('ListUserFilesResponse', { files: [file], total_count: 1, has_more: false })).toEqual([
    { field: 'files.0.id', issue: 'Is required' },
  ])
})
