import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTestMock } from '../testing/test-mock.ts'

it('a client that waits as long as a computed Retry-After says never arrives early', async () => {
  using mock = createTestMock({ files: 0, rateLimit: true })
  let tenants = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(59_998), fc.nat(999), async (spentMs, fractionMs) => {
      tenants += 1
      const as = `starter_${tenants}`
      mock.time.advance(fractionMs)
      for (let i = 0; i < 30; i += 1) expect((await mock.send('GET', '/user-files', { as })).status).toBe(200)
      mock.time.advance(spentMs)
      const refused = await mock.send('GET', '/user-files', { as })
      expect(refused.status).toBe(429)
      const waitSeconds = Number(refused.headers['retry-after'])
      expect(waitSeconds * 1_000).toBeLessThan(60_000 - spentMs + 1_000)
      mock.time.advance(waitSeconds * 1_000)
      expect((await mock.send('GET', '/user-files', { as })).status).toBe(200)
    }),
    { numRuns: 30 },
  )
})
