import { expect, test } from 'vitest'
import type { Fault } from '../faults/fault.ts'
import { comeToFault } from './come-to-fault.ts'

const reset: Fault = { transport: 'reset' }

/** A request with a body in three parts of four bytes, and what was done to it. */
function surroundings({ isTouched = false, isHeldBack = false, gone = undefined as AbortSignal | undefined } = {}) {
  const seen = { parts: 0, sleeps: [] as unknown[] }
  const body = {
    declaredBytes: 12,
    isHeldBack,
    isTouched,
    async *chunks() {
      for (; seen.parts < 3; ) {
        seen.parts += 1
        yield new Uint8Array(4)
      }
    },
  }
  const request = { method: 'POST', target: '/', headers: [], body, ...(gone && { gone: () => gone }) }
  const time = {
    sleep: async (...args: unknown[]) => {
      seen.sleeps.push(args)
    },
  }
  // Of a request only its body and its leaving are looked at.
  const exchange = { body, request } as unknown as Parameters<typeof comeToFault>[0]
  return { seen, come: (fault: Fault, delayMs = 0) => comeToFault(exchange, fault, delayMs, time) }
}

test('the whole request is read, and nobody waits', async () => {
  const { seen, come } = surroundings()
  await come(reset)
  expect(seen).toEqual({ parts: 3, sleeps: [] })
})

test.each([
  [1, 1],
  [4, 1],
  [5, 2],
  [100, 3],
])('a fault after %d bytes comes when %d parts of four bytes are there', async (afterBytes, parts) => {
  const { seen, come } = surroundings()
  await come({ ...reset, afterBytes })
  expect(seen.parts).toBe(parts)
})

test('a body that the operation has begun to read is left to it', async () => {
  const { seen, come } = surroundings({ isTouched: true })
  await come(reset)
  await come({ ...reset, afterBytes: 1 })
  expect(seen.parts).toBe(0)
})

test('a body that its sender holds back is only asked for where the fault waits for bytes of it', async () => {
  const { seen, come } = surroundings({ isHeldBack: true })
  await come(reset)
  expect(seen.parts).toBe(0)
  await come({ ...reset, afterBytes: 1 })
  expect(seen.parts).toBe(1)
})

test('the wait ends when the client is gone', async () => {
  const { signal } = new AbortController()
  const { seen, come } = surroundings({ gone: signal })
  await come(reset, 250)
  expect(seen.sleeps).toEqual([[250, signal]])
})
