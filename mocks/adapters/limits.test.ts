import { expect, test } from 'vitest'
import { keepAliveMs, maxHeaderBytes, requestTimeoutMs } from './limits.ts'

test('what a client may take of a server', () => {
  expect({ keepAliveMs, maxHeaderBytes, requestTimeoutMs }).toEqual({
    keepAliveMs: 60_000,
    maxHeaderBytes: 32_768,
    requestTimeoutMs: 300_000,
  })
})
