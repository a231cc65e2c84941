import { describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createRoom, type Entry, type RoomOptions, wakeUp } from './room.ts'
import { createSharedBudgets, createTenant } from './tenant.ts'

const time = createManualTime()
const shared = createSharedBudgets()

/** A tenant that was used so many milliseconds ago. */
function entryOf(
  name: string,
  idleMs: number,
  fields: Partial<Entry> & { isInUse?: boolean; streamBytes?: number } = {},
): Entry {
  const { isInUse = false, streamBytes = 0, ...others } = fields
  const tenant = createTenant(name, time, shared)
  tenant.isInUse = isInUse
  tenant.usage.streamBytes = streamBytes
  return { tenant, usedMs: 100_000 - idleMs, rising: null, packed: null, isFalling: false, ...others }
}

/** What becomes of tenants when there is room for so many. */
async function make(given: readonly Entry[], options: Partial<RoomOptions> = {}) {
  const entries = new Map(given.map((entry) => [entry.tenant.name, entry]))
  const notices: string[] = []
  const room = createRoom(entries, {
    time: { ...time, monotonic: () => 100_000 },
    onNotice: (text) => notices.push(text),
    ...options,
  })
  room()
  const falling = given.filter(({ isFalling }) => isFalling).map(({ tenant }) => tenant.name)
  await expect.poll(() => given.some(({ isFalling, packed }) => isFalling && !packed)).toBe(false)
  return {
    falling,
    kept: [...entries.keys()],
    asleep: [...entries.values()].filter(({ packed }) => packed).map(({ tenant }) => tenant.name),
    notices,
  }
}

const names = (count: number, idleMs = 9_000) =>
  Array.from({ length: count }, (_, index) => entryOf(`t${index}`, idleMs + count - index))

describe('of tenants that are awake', () => {
  test('those idle longest fall asleep where they are too many', async () => {
    const given = [entryOf('b', 8_000), entryOf('a', 9_000), entryOf('c', 7_000)]
    expect(await make(given, { awake: 1 })).toEqual({
      falling: ['b', 'a'],
      kept: ['b', 'a', 'c'],
      asleep: ['b', 'a'],
      notices: [],
    })
    expect((await make([entryOf('a', 9_000)], { awake: 1 })).asleep).toEqual([])
  })

  test('32 stay so by default, and who was used within five seconds', async () => {
    expect((await make(names(34))).asleep).toEqual(['t0', 't1'])
    expect((await make([entryOf('a', 5_000), entryOf('b', 4_999)], { awake: 0 })).asleep).toEqual(['a'])
    expect((await make([entryOf('a', 200), entryOf('b', 199)], { awake: 0, idleMs: 200 })).asleep).toEqual(['a'])
  })

  test('those stay that are sleeping, falling, rising, uploading or waiting to be kept', async () => {
    const given = [
      entryOf('asleep', 9_000, { packed: new Uint8Array(1) }),
      entryOf('rising', 9_000, { rising: new Promise(() => undefined) }),
      entryOf('uploading', 9_000, { streamBytes: 1 }),
      entryOf('pending', 9_000),
      entryOf('idle', 9_000),
    ]
    const keeper = {
      restore: async () => false,
      touch: () => undefined,
      isPending: ({ name }: { name: string }) => name === 'pending',
      release: () => undefined,
      forget: () => undefined,
    }
    expect((await make(given, { awake: 0, keeper })).asleep).toEqual(['asleep', 'idle'])
    const falling = entryOf('falling', 9_000, { isFalling: true })
    createRoom(new Map([['falling', falling]]), { time: { ...time, monotonic: () => 100_000 }, awake: 0 })()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(falling.packed).toBeNull()
  })

  test('one that is used while it falls asleep stays awake', async () => {
    const entry = entryOf('a', 9_000)
    const entries = new Map([['a', entry]])
    createRoom(entries, { time: { ...time, monotonic: () => 100_000 }, awake: 0 })()
    entry.usedMs += 1
    await expect.poll(() => entry.isFalling).toBe(false)
    expect(entry.packed).toBeNull()
  })

  test('one that cannot be packed is told of', async () => {
    const entry = entryOf('a', 9_000)
    Object.defineProperty(entry.tenant, 'folders', {
      get() {
        throw new Error('no folders')
      },
    })
    const notices: string[] = []
    createRoom(new Map([['a', entry]]), {
      time: { ...time, monotonic: () => 100_000 },
      awake: 0,
      onNotice: (text) => notices.push(text),
    })()
    await expect.poll(() => notices).toEqual(['Tenant a stays in memory: Error: no folders'])
  })
})

describe('of tenants at all', () => {
  test('those idle longest are let go, and nobody else', async () => {
    const given = [entryOf('b', 8_000), entryOf('a', 9_000), entryOf('c', 7_000)]
    expect(await make(given, { kept: 2 })).toMatchObject({
      kept: ['b', 'c'],
      notices: ['Tenant a was let go: it was idle longest of more than 2 tenants'],
    })
    expect((await make([entryOf('a', 4_000), entryOf('b', 3_000)], { kept: 1 })).kept).toEqual(['a', 'b'])
  })

  test('those go first that nobody has used with a key', async () => {
    const given = [
      entryOf('old', 9_000, { isInUse: true }),
      entryOf('new', 6_000),
      entryOf('newer', 5_500, { isInUse: true }),
    ]
    expect((await make(given, { kept: 2 })).kept).toEqual(['old', 'newer'])
    expect((await make(given, { kept: 1 })).kept).toEqual(['newer'])
  })

  test('what is kept of them elsewhere is not forgotten, and their bytes are', async () => {
    const released: string[] = []
    const keeper = {
      restore: async () => false,
      touch: () => undefined,
      isPending: () => false,
      release: ({ name }: { name: string }) => void released.push(name),
      forget: () => undefined,
    }
    const entry = entryOf('a', 9_000)
    let cleared = 0
    Object.assign(entry.tenant.blobs, {
      clear: () => {
        cleared += 1
      },
    })
    expect((await make([entry], { kept: 0, keeper })).notices).toEqual([])
    expect([released, cleared]).toEqual([['a'], 1])
  })
})

test('who wakes has its records back', async () => {
  const entry = entryOf('a', 9_000)
  await entry.tenant.folders.create({ id: 'f', name: 'Kept', parent_id: null, created_at: '', updated_at: '' })
  await make([entry], { awake: 0 })
  expect(entry.tenant.folders.size).toBe(0)
  await wakeUp(entry, entry.packed ?? new Uint8Array())
  expect(entry.tenant.folders.get('f')?.name).toBe('Kept')
})
