import { expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { plainRequest } from '../testing/plain-request.ts'
import { createCore } from './core.ts'
import { systemTime } from './time.ts'

const core = createCore({ platform: nodePlatform, time: systemTime(), files: 1 })
const megabyte = 1_048_576

/** Refuses a request without a key, and tells whether its body was read before the answer. */
async function isRead(body: { declaredBytes: number | undefined; isHeldBack?: boolean }): Promise<boolean> {
  let hasBegun = false
  async function* chunks() {
    hasBegun = true
    yield new Uint8Array(1)
  }
  const { outcome, attempt } = await core.handle({
    ...plainRequest({ method: 'POST', target: '/api/v2/folders' }),
    body: { ...body, chunks },
  })
  expect(outcome).toMatchObject({ status: 401 })
  expect(attempt?.body).toEqual(hasBegun ? expect.objectContaining({ bytes: 1 }) : null)
  return hasBegun
}

test.each([
  ['of a megabyte is read before the answer', { declaredBytes: megabyte }, true],
  ['of more is left to the connection', { declaredBytes: megabyte + 1 }, false],
  ['of unknown length is left to the connection', { declaredBytes: undefined }, false],
  ['that waits for a 100 is never asked for', { declaredBytes: 10, isHeldBack: true }, false],
])('a body that nobody wants, and that is %s', async (_, body, isWanted) => {
  expect(await isRead(body)).toBe(isWanted)
})
