import { expect, test } from 'vitest'
import { streaming } from '../../../contracts/limits.ts'
import { createTestMock } from '../../testing/test-mock.ts'
import { openStream } from './stream-meter.ts'

/** What is counted for the tenant after each step of a stream. */
async function counted(declared: number | undefined, chunks: readonly number[]) {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const meter = openStream(tenant, declared)
  if ('error' in meter) return { refused: meter.error, left: tenant.usage.streamBytes }
  const steps = [tenant.usage.streamBytes]
  const refusals = chunks.map((bytes) => {
    const refusal = meter.take(bytes)
    steps.push(tenant.usage.streamBytes)
    return refusal !== undefined
  })
  meter.close()
  return { steps, refusals, left: tenant.usage.streamBytes }
}

test.each([
  [undefined, [], [0]],
  [undefined, [1, 0, 9], [0, 1, 1, 10]],
  [10, [4, 6], [10, 10, 10]],
  [10, [4, 6, 1], [10, 10, 10, 11]],
  [0, [1], [0, 1]],
])('of %s declared bytes, chunks of %j count %j', async (declared, chunks, steps) => {
  expect(await counted(declared, chunks)).toEqual({ steps, refusals: chunks.map(() => false), left: 0 })
})

test('the last byte of the memory is given, the one after it refused', async () => {
  const limit = streaming.tenantMemoryBytes
  expect(await counted(limit, [limit])).toMatchObject({ steps: [limit, limit], refusals: [false], left: 0 })
  expect(await counted(limit + 1, [])).toEqual({ refused: 'MEMORY_LIMIT_EXCEEDED', left: 0 })
  expect(await counted(undefined, [limit, 1])).toEqual({ steps: [0, limit, limit], refusals: [false, true], left: 0 })
})

test('all tenants together have so much memory, and what one does not get is not counted', async () => {
  using mock = createTestMock()
  const [one, other] = [await mock.tenant(), await mock.tenant('name_of_another')]
  const left = one.shared.streams.limitBytes - 10
  one.shared.streams.take(left)
  const meter = openStream(one, 4)
  if ('error' in meter) throw new Error('it fits')
  const refused = openStream(other, 7)
  expect(refused).toEqual({
    error: 'MEMORY_LIMIT_EXCEEDED',
    message: `The streaming uploads of all accounts exceed ${left + 10} bytes of memory; try again when they are over`,
    details: { limit_bytes: left + 10 },
  })
  expect([one.usage.streamBytes, other.usage.streamBytes]).toEqual([4, 0])
  expect('error' in openStream(other, 6)).toBe(false)
  meter.close()
  expect('error' in openStream(other, 4)).toBe(false)
})

test('a count that was set meanwhile does not fall below nothing, and closing twice gives back once', async () => {
  using mock = createTestMock()
  const tenant = await mock.tenant()
  const [one, other] = [openStream(tenant, 5), openStream(tenant, 7)]
  if ('error' in one || 'error' in other) throw new Error('both fit')
  one.close()
  one.close()
  expect(tenant.usage.streamBytes).toBe(7)
  tenant.usage.streamBytes = 3
  other.close()
  expect(tenant.usage.streamBytes).toBe(0)
})
