import { expect, test } from 'vitest'
import { createRequestIds } from './request-ids.ts'

test('ids of answers count the attempts behind a head of their own', () => {
  const idOf = createRequestIds(() => '01234567-89ab-cdef-0123-456789abcdef')
  expect([idOf(1), idOf(255)]).toEqual(['01234567-89ab-cdef-0123-000000000001', '01234567-89ab-cdef-0123-0000000000ff'])
})
