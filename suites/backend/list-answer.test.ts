import { describe, expect, test } from 'vitest'
import type { Answered } from './exchange.ts'
import { answered } from './hand-made.ts'
import { limitOf, listOf } from './list-answer.ts'

const listed = (path: string, body: unknown = { files: [] }, status = 200) =>
  answered(status, { path, body }) as Answered // it has an answer

test.each([
  ['/user-files', Number.NaN],
  ['/user-files?limit=7', 7],
  ['/documents?page_size=9', 9],
  ['/user-files?limit=7&page_size=9', 7],
])('the size of a page that %s asks for is %d', (path, limit) => {
  expect(limitOf(listed(path))).toBe(limit)
})

test.each([
  ['/user-files', 0],
  ['/user-files?offset=40', 40],
  ['/user-files?offset=x', 0],
  ['/documents?page_size=20', 0],
  ['/documents?page=1&page_size=20', 0],
  ['/documents?page=3&page_size=20', 40],
  ['/documents?page=x&page_size=20', 0],
  ['/documents?page=0&page_size=20', 0],
  ['/documents?page=3', 0],
  ['/user-files?offset=5&page=3&page_size=20', 5],
])('before the page of %s lie %d entries', (path, offset) => {
  expect(listOf(listed(path))?.offset).toBe(offset)
})

describe('a page', () => {
  test('tells what it holds, and what it says of the whole', () => {
    expect(listOf(listed('/user-files', { files: [1, 2], total_count: 9, has_more: true }))).toEqual({
      items: [1, 2],
      totalCount: 9,
      hasMore: true,
      offset: 0,
    })
    expect(listOf(listed('/user-files', { files: [], total_count: '9', has_more: 'no' }))).toEqual({
      items: [],
      totalCount: undefined,
      hasMore: undefined,
      offset: 0,
    })
  })

  test.each<[string, unknown, number?]>([
    ['no success', { files: [] }, 404],
    ['a list itself', [1]],
    ['nothing', null],
    ['a text', '"x"'],
    ['no list', { file: 1 }],
    ['two lists', { files: [], folders: [] }],
  ])('is not %s', (_, body, status) => {
    expect(listOf(listed('/user-files', body, status))).toBeUndefined()
  })
})
