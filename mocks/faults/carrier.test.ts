import { describe, expect, test } from 'vitest'
import { carried, carrierOf } from './carrier.ts'

describe('the answer of a fault', () => {
  const reply = { status: 200, headers: [], body: 'a' }

  test('is the reply itself where its connection is sound', () => {
    expect(carried({ error: 'TIMEOUT' }, reply)).toBe(reply)
    expect(carried({ status: 302, location: '/' }, reply)).toBe(reply)
    expect(carrierOf({ error: 'TIMEOUT' })).toBeUndefined()
  })

  test('is carried by what breaks, as fast as it may', () => {
    expect(carried({ transport: 'reset' }, reply)).toEqual({ transport: 'reset', reply })
    expect(carried({ transport: 'slow-body', rate: '64kB' }, reply)).toEqual({
      transport: 'slow-body',
      reply,
      bytesPerSecond: 64_000,
    })
    expect(carried({ error: 'TIMEOUT', body: 'short' }, reply)).toEqual({ transport: 'short-body', reply })
  })
})
