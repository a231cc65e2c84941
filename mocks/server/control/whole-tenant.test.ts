import { describe, expect, test } from 'vitest'
import { createStillControl } from '../../testing/still-control.ts'

describe('a tenant', () => {
  test('is told whole', async () => {
    const { send, core } = createStillControl()
    const { files, folders, usage } = await core.tenants.get('ann')
    const { body } = await send('GET', '/__mock/tenants/ann')
    expect([body.records, body.usage]).toEqual([{ files: files.size, folders: folders.size }, usage])
    expect([files.size, folders.size, usage.storageBytes].every((count) => count > 0)).toBe(true)
    expect({ ...body, records: '', usage: '' }).toMatchInlineSnapshot(`
      {
        "clock": "2026-01-15T12:01:30.000Z",
        "cycleEnd": "2026-02-01T00:00:00.000Z",
        "failureShare": 0,
        "limits": {
          "concurrentUploads": 30,
          "descriptionsPerMonth": 2500,
          "documentBytes": 52428800,
          "filesPerBatch": 20,
          "imageBytes": 104857600,
          "requestsPerMinute": 100,
          "storageBytes": 107374182400,
          "streamFileBytes": 104857600,
          "streamMemoryBytes": 524288000,
          "uploadsPerMonth": 50000,
          "videoBytes": 4294967296,
          "videoChunkBytes": 20971520,
          "videoChunkRetries": 3,
          "videoParallelChunks": 5,
        },
        "name": "ann",
        "overridden": [],
        "plan": "professional",
        "provider": "up",
        "rateWindow": {
          "limit": 100,
          "remaining": 100,
          "resetMs": 1768478550000.25,
        },
        "records": "",
        "skewSeconds": 0,
        "subscription": "active",
        "usage": "",
      }
    `)
  })

  test('of unlimited storage has no number for it', async () => {
    const { send } = createStillControl()
    const { body } = await send('PATCH', '/__mock/tenants/ann', { plan: 'enterprise' })
    expect(body.limits.storageBytes).toBeNull()
  })

  test('is changed in every way that a patch knows', async () => {
    const { send } = createStillControl()
    const { status, body } = await send('PATCH', '/__mock/tenants/ann', {
      plan: 'starter',
      subscription: 'past_due',
      usage: { descriptions: 7, storageBytes: 12 },
      limits: { requestsPerMinute: 2 },
      provider: 'down',
      failureShare: 0.5,
      clock: { advanceMs: 1_000, skewSeconds: 5 },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ plan: 'starter', subscription: 'past_due', provider: 'down', failureShare: 0.5, skewSeconds: 5 },
      usage: { descriptions: 7, storageBytes: 12 },
      clock: '2026-01-15T12:01:31.000Z',
      rateWindow: { limit: 2, remaining: 2 },
    })
  })

  test('is in use once somebody has looked at it, so that it is not the first to go', async () => {
    const { send, core } = createStillControl()
    const tenant = await core.tenants.get('ann')
    expect(tenant.isInUse).toBe(false)
    await send('GET', '/__mock/tenants/ann')
    expect(tenant.isInUse).toBe(true)
  })

  test('is listed, alone under its own prefix', async () => {
    const { send, core } = createStillControl()
    await core.tenants.get('ann')
    await core.tenants.get('bob')
    expect((await send('GET', '/__mock/tenants')).body).toEqual({ tenants: ['ann', 'bob'] })
    expect((await send('GET', '/t/bob/__mock/tenants')).body).toEqual({ tenants: ['bob'] })
    expect((await send('GET', '/__mock/tenants/a%20b')).status).toBe(422)
  })
})
