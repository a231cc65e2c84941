import { expect, test } from 'vitest'
import { numberedPng } from '../../fixtures/media/png.ts'
import type { WorldSeed } from '../../fixtures/world.ts'
import { inMemory } from '../storage/byte-store.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createTestMock } from '../testing/test-mock.ts'
import { packRecords } from './pack-records.ts'
import { seedWorld } from './seed-world.ts'
import type { Tenant } from './tenant.ts'
import { createTenants, type TenantsOptions } from './tenants.ts'
import type { WorldKeeper } from './world-keeper.ts'

const folderId = '00000000-0000-4000-8000-000000000001'

const seed: WorldSeed = {
  files: [],
  folders: [{ id: folderId, name: 'Seeded', parent: null, createdMs: 0 }],
  documents: [],
  videos: [],
  links: [],
  chats: [],
}

const fill = async (tenant: Tenant) => seedWorld(tenant, seed)

function createWorld(options: Partial<TenantsOptions> = {}) {
  const time = createManualTime()
  return { time, tenants: createTenants({ time, fill, idleMs: 1_000, ...options }) }
}

/** Until packing, which runs beside everything else, is over. */
const untilAsleep = (isAsleep: () => boolean) => expect.poll(isAsleep).toBe(true)

test('a tenant is made once, however many ask for it at once', async () => {
  const { tenants } = createWorld()
  const [first, second] = await Promise.all([tenants.get('a'), tenants.get('a')])
  expect(first).toBe(second)
  expect(tenants.get('a')).toBe(first)
})

test('a tenant whose seed fails is tried anew by the next request', async () => {
  let times = 0
  const { tenants } = createWorld({
    fill: async (tenant) => {
      times += 1
      if (times === 1) throw new Error('no seed')
      await fill(tenant)
    },
  })
  await expect(async () => tenants.get('a')).rejects.toThrow('no seed')
  expect((await tenants.get('a')).folders.size).toBe(1)
})

test('a tenant idle for long falls asleep when others come, and wakes with everything it had', async () => {
  const { time, tenants } = createWorld({ awake: 1 })
  const first = await tenants.get('first')
  await first.folders.update(folderId, (draft) => {
    draft.name = 'Renamed'
  })
  first.usage.descriptions = 7
  const before = packRecords(first)
  time.advance(2_000)
  await tenants.get('second')
  await untilAsleep(() => first.folders.size === 0)
  const again = await tenants.get('first')
  expect(again).toBe(first)
  expect(packRecords(again)).toBe(before)
  expect(again.usage.descriptions).toBe(7)
})

test('a tenant that is used while it falls asleep stays awake', async () => {
  const { time, tenants } = createWorld({ awake: 1 })
  const first = await tenants.get('first')
  time.advance(2_000)
  const second = tenants.get('second')
  time.advance(1)
  expect(tenants.get('first')).toBe(first)
  await second
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(first.folders.size).toBe(1)
})

test('a tenant that was used just now does not fall asleep', async () => {
  const { tenants } = createWorld({ awake: 1 })
  const first = await tenants.get('first')
  await tenants.get('second')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(first.folders.size).toBe(1)
})

test('beyond the bound the tenant idle longest is let go, and that is said', async () => {
  const notices: string[] = []
  const { time, tenants } = createWorld({ kept: 2, onNotice: (text) => notices.push(text) })
  for (const name of ['a', 'b', 'c']) {
    await tenants.get(name)
    time.advance(2_000)
  }
  expect(tenants.list().map(({ name }) => name)).toEqual(['b', 'c'])
  expect(notices).toEqual(['Tenant a was let go: it was idle longest of more than 2 tenants'])
})

test('tenants that nobody with a key has used are let go before the others', async () => {
  const { time, tenants } = createWorld({ kept: 2 })
  const mine = await tenants.get('mine')
  mine.isInUse = true
  for (const name of ['a', 'b', 'c']) {
    time.advance(2_000)
    await tenants.get(name)
  }
  expect(tenants.list().map(({ name }) => name)).toEqual(['mine', 'c'])
})

test('a reset tenant begins anew', async () => {
  const { tenants } = createWorld()
  const first = await tenants.get('a')
  first.usage.descriptions = 7
  tenants.reset('a')
  const second = await tenants.get('a')
  expect(second).not.toBe(first)
  expect(second.usage.descriptions).toBe(0)
})

test('a reset frees the bytes of the tenant, and no other’s', async () => {
  const { tenants } = createWorld()
  const [a, b] = [await tenants.get('a'), await tenants.get('b')]
  const deleted: string[] = []
  for (const tenant of [a, b]) {
    tenant.blobs.put(
      'file',
      inMemory([new Uint8Array(1)], () => deleted.push(tenant.name)),
    )
  }
  tenants.reset('a')
  expect([deleted, a.blobs.all().length, b.blobs.all().length]).toEqual([['a'], 0, 1])
  tenants.reset()
  expect(deleted).toEqual(['a', 'b'])
})

test('duplicates are still known after a sleep', async () => {
  using mock = createTestMock()
  const form = () => {
    const body = new FormData()
    body.append('file', new Blob([numberedPng(1)]), 'a.png')
    return body
  }
  expect((await mock.send('POST', '/user-files/upload/stream', { body: form() })).status).toBe(200)
  const tenant = await mock.tenant()
  for (let i = 0; i < 40; i++) await mock.tenant(`other_${i}`)
  mock.time.advance(60_000)
  await mock.tenant('one_more')
  await untilAsleep(() => tenant.files.size === 0)
  expect((await mock.send('POST', '/user-files/upload/stream', { body: form() })).status).toBe(409)
})

/** A keeper that writes down what it is told, and has what it is given. */
function recordingKeeper(pending = new Set<string>()) {
  const touched: [name: string, folders: number][] = []
  const released: string[] = []
  const keeper: WorldKeeper = {
    restore: async (tenant) => {
      if (tenant.name !== 'kept') return false
      await tenant.folders.create({ id: folderId, name: 'Kept', parent_id: null, created_at: '', updated_at: '' })
      return true
    },
    touch: ({ name, folders }) => void touched.push([name, folders.size]),
    isPending: ({ name }) => pending.has(name),
    release: ({ name }) => void released.push(name),
    forget: () => undefined,
  }
  return { keeper, touched, released, pending }
}

test('what is kept is restored instead of seeded, and half a world is never kept', async () => {
  const { keeper, touched } = recordingKeeper()
  const { time, tenants } = createWorld({ keeper, awake: 1 })
  const first = await tenants.get('kept')
  expect(first.folders.get(folderId)?.name).toBe('Kept')
  time.advance(2_000)
  await tenants.get('other')
  await untilAsleep(() => first.folders.size === 0)
  await tenants.get('kept')
  await first.folders.update(folderId, (draft) => {
    draft.name = 'Renamed'
  })
  expect(touched.map(([name]) => name)).toContain('other')
  expect(touched.filter(([, folders]) => folders !== 1)).toEqual([])
})

test('a tenant with something to keep stays awake, and is not let go', async () => {
  const { keeper, pending, released } = recordingKeeper(new Set(['first']))
  const { time, tenants } = createWorld({ keeper, awake: 1, kept: 1 })
  const first = await tenants.get('first')
  time.advance(2_000)
  await tenants.get('second')
  expect(await tenants.get('first')).toBe(first)
  expect(first.folders.size).toBe(1)
  expect(released).not.toContain('first')
  pending.clear()
  time.advance(2_000)
  await tenants.get('third')
  expect(tenants.list().map(({ name }) => name)).not.toContain('first')
  expect(released).toContain('first')
})
