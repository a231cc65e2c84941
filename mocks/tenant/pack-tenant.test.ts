import { expect, test } from 'vitest'
import { createTestMock } from '../testing/test-mock.ts'
import { packTenant, unpackTenant } from './pack-tenant.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'

test('a tenant comes back with everything, and packs to the same text', async () => {
  using mock = createTestMock({ rateLimit: true })
  await mock.send('POST', '/folders', { body: { name: 'Kept' } })
  await mock.send('POST', '/user-files/links', { body: { url: 'https://example.com/page', auto_crawl: true } })
  await mock.send('POST', '/api-keys', {
    body: { name: 'ci' },
    headers: { authorization: 'Bearer session_name_of_your_choice' },
  })
  const tenant = await mock.tenant()
  tenant.clock.advance(5_000)
  tenant.plan = 'enterprise'
  tenant.limitOverrides = { imageBytes: 5 }
  tenant.usage.streamBytes = 77
  const packed = packTenant(tenant)

  const again = createTenant(tenant.name, mock.time, createSharedBudgets())
  unpackTenant(again, packed)
  expect(again.limits.imageBytes).toBe(5)
  expect(again.usage.streamBytes).toBe(0)
  expect(again.account.requestsByHour).toEqual(tenant.account.requestsByHour)
  expect(again.account.requestsByHour.size).toBe(1)
  expect(again.window.state(100, again.clock.now())).toEqual(tenant.window.state(100, tenant.clock.now()))
  tenant.usage.streamBytes = 0
  expect(packTenant(again)).toBe(packTenant(tenant))
})

test('uploads that were on their way are over, videos whose chunks are awaited are not', async () => {
  using mock = createTestMock()
  const video = { filename: 'a.mp4', content_type: 'video/mp4', size_bytes: 1_000 }
  expect((await mock.send('POST', '/video-uploads/initiate', { body: video })).status).toBeLessThan(300)
  const tenant = await mock.tenant()
  tenant.usage.activeUploads = 3
  const again = createTenant(tenant.name, mock.time, createSharedBudgets())
  unpackTenant(again, packTenant(tenant))
  expect(again.usage.activeUploads).toBe(1)
})
