import { describe, expect, test } from 'vitest'
import { plainRequest } from '../testing/plain-request.ts'
import { mayAskForFault } from './may-ask.ts'

describe('a request may ask for a fault', () => {
  const lines = (...rawHeaders: string[]) => ({ ...plainRequest(), rawHeaders })

  test.each([
    [plainRequest(), null, false],
    [plainRequest(), new URLSearchParams(), true],
    [plainRequest({ headers: { prefer: 'code=429' } }), null, true],
    [lines('Accept', '*/*', 'MOCK-fault', 'reset'), null, true],
    [lines('Accept', 'mock-fault'), null, false],
    [lines('X-Mock-Fault', 'reset'), null, false],
    [{ ...plainRequest(), headers: { 'mock-fault': 'reset' } }, null, true],
  ])('%#: %s', (request, query, may) => {
    expect(mayAskForFault(request, query)).toBe(may)
  })
})
