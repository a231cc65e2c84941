import { expect, test } from 'vitest'
import { transcript } from '../../testing/transcript.ts'

test('limits, what is used of them, and what is left', async () => {
  const text = await transcript(
    async ({ ask, mock, note }) => {
      await ask('GET /tenant/limits')
      const tenant = await mock.tenant()
      Object.assign(tenant.usage, { descriptions: 7, activeUploads: 2 })
      tenant.account.prepaidCredits = 4
      tenant.limitOverrides = {
        descriptionsPerMonth: 10,
        uploadsPerMonth: 9,
        concurrentUploads: 3,
        storageBytes: 100_000,
      }
      await ask('GET /tenant/limits')
      for (const item_count of [1, 7, 8]) await ask('POST /usage/check', { item_count })
      await ask('POST /usage/check', {})
      tenant.limitOverrides = { uploadsPerMonth: 8, concurrentUploads: 1, storageBytes: 10, descriptionsPerMonth: 5 }
      await ask('GET /tenant/limits')
      tenant.plan = 'enterprise'
      tenant.limitOverrides = {}
      await ask('GET /tenant/limits')
      mock.time.advance(17 * 86_400_000)
      await ask('GET /tenant/limits')
      note('usage', tenant.usage)
    },
    { rateLimit: true },
  )
  expect(text).toMatchSnapshot()
})
