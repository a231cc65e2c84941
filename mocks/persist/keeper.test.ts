import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inMemory } from '../storage/byte-store.ts'
import { createSharedBudgets, createTenant, type Tenant } from '../tenant/tenant.ts'
import { bytesOf } from '../testing/bytes-of.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createFolderKeeper, type FolderKeeper } from './keeper.ts'

let folder: string
let notices: string[]
const open: FolderKeeper[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keeper-'))
  notices = []
})
afterEach(async () => {
  for (const keeper of open.splice(0)) await keeper.close()
  rmSync(folder, { recursive: true, force: true })
})

function keep() {
  const keeper = createFolderKeeper({ folder, onNotice: (text) => notices.push(text) })
  open.push(keeper)
  return keeper
}
const shared = createSharedBudgets()
const create = (name = 'ann') => Object.assign(createTenant(name, createManualTime(), shared), { isInUse: true })
/** What lies there whole. */
const worlds = () => readdirSync(join(folder, 'worlds')).filter((name) => !name.endsWith('.tmp'))
const close = async (keeper: FolderKeeper) => {
  open.splice(open.indexOf(keeper), 1)
  await keeper.close()
}

/** Keeps a tenant that has changed, and gives what a later process finds of it. */
async function keptAndFound(change: (tenant: Tenant) => void, between: () => void = () => undefined) {
  const keeper = keep()
  const tenant = create()
  expect(await keeper.restore(tenant)).toBe(false)
  change(tenant)
  keeper.touch(tenant)
  expect(keeper.isPending(tenant)).toBe(true)
  await close(keeper)
  between()
  const later = create()
  const again = keep()
  return { isThere: await again.restore(later), later, again }
}

test('a world is there again, with its bytes', async () => {
  const { isThere, later } = await keptAndFound((tenant) => {
    tenant.usage.descriptions = 7
    tenant.blobs.put('f', inMemory([Buffer.from('abc'), Buffer.from('def')]))
    tenant.blobs.put('g', inMemory([Buffer.from('ghi')]))
  })
  expect([isThere, later.usage.descriptions, notices]).toEqual([true, 7, []])
  const read = async (id: string, from?: number) =>
    String(Buffer.from(await bytesOf(later.blobs.get(id)?.chunks(from) ?? null)))
  expect([
    await read('f'),
    await read('f', 2),
    await read('f', 6),
    await read('g'),
    later.blobs.get('g')?.sizeBytes,
  ]).toEqual(['abcdef', 'cdef', '', 'ghi', 3])
})

test('bytes that are gone are told, and the world is there all the same', async () => {
  const { isThere, later } = await keptAndFound(
    (tenant) => tenant.blobs.put('f', inMemory([Buffer.from('abc')])),
    () => rmSync(join(folder, 'bytes'), { recursive: true }),
  )
  expect([isThere, later.blobs.get('f')]).toEqual([true, undefined])
  expect(notices).toEqual([
    expect.stringMatching(
      /^Of tenant ann the bytes of 1 files are not as they were kept \(.+bytes.+\): made-up ones are served$/,
    ),
  ])
})

describe('what is not kept is', () => {
  test('a tenant whose key nobody used, or who is not the one of this name', async () => {
    const keeper = keep()
    const [unused, first, second] = [Object.assign(create('unused'), { isInUse: false }), create(), create()]
    await keeper.restore(unused)
    await keeper.restore(first)
    await keeper.restore(second)
    for (const tenant of [unused, first]) keeper.touch(tenant)
    expect([keeper.isPending(unused), keeper.isPending(first)]).toEqual([false, false])
    await close(keeper)
    expect(worlds()).toEqual([])
  })

  test('a tenant that was let go', async () => {
    const keeper = keep()
    const [one, other] = [create(), create()]
    await keeper.restore(one)
    keeper.release(other)
    keeper.touch(one)
    expect(keeper.isPending(one)).toBe(true)
    await close(keeper)
    expect(worlds()).toHaveLength(1)
    const again = keep()
    await again.restore(other)
    again.release(other)
    again.touch(other)
    expect(again.isPending(other)).toBe(false)
  })

  test('a tenant that was forgotten, or all', async () => {
    const keeper = keep()
    const [ann, bob] = [create('ann'), create('bob')]
    for (const tenant of [ann, bob]) {
      await keeper.restore(tenant)
      keeper.touch(tenant)
    }
    keeper.forget('ann')
    keeper.forget('nobody')
    expect([keeper.isPending(ann), keeper.isPending(bob)]).toEqual([false, true])
    await close(keeper)
    expect(worlds()).toHaveLength(1)
    const again = keep()
    expect([await again.restore(create('ann')), await again.restore(create('bob'))]).toEqual([false, true])
    again.forget()
    expect(worlds()).toEqual([])
  })

  test('what is as it was', async () => {
    const keeper = keep()
    const tenant = create()
    await keeper.restore(tenant)
    keeper.touch(tenant)
    await expect.poll(() => worlds()).toHaveLength(1)
    const [name = ''] = worlds()
    const before = readFileSync(join(folder, 'worlds', name))
    keeper.touch(tenant)
    await close(keeper)
    // A world that is written anew is sealed anew, and differs.
    expect(readFileSync(join(folder, 'worlds', name)).equals(before)).toBe(true)
  })
})

test('a world that is damaged is put aside and told', async () => {
  const { isThere } = await keptAndFound(
    () => undefined,
    () => {
      const [name = ''] = worlds()
      writeFileSync(join(folder, 'worlds', name), 'damaged')
    },
  )
  expect(isThere).toBe(false)
  expect(notices).toHaveLength(1)
  expect(worlds()).toEqual([expect.stringContaining('.damaged-')])
})

test('a folder is let go when its keeper closes', async () => {
  const keeper = keep()
  expect(() => keep()).toThrow(/is in use by another mock/)
  await close(keeper)
  expect(() => keep()).not.toThrow()
})
