import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inMemory, type StoredBytes } from '../storage/byte-store.ts'
import { createSharedBudgets, createTenant } from '../tenant/tenant.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { bytesOnDisk } from './kept-bytes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aion-contract-bytes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const makeTenant = () => createTenant('me', createManualTime(), createSharedBudgets())
const bytesOf = (text: string) => inMemory([new TextEncoder().encode(text)])
const always = () => true

async function read(bytes: StoredBytes | undefined, from?: number): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of bytes?.chunks(from) ?? []) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** Bytes that do something while they are read. */
const meanwhile = (text: string, step: () => void): StoredBytes => ({
  ...bytesOf(text),
  async *chunks() {
    step()
    yield new TextEncoder().encode(text)
  },
})

test('what is kept is what was there at that moment, in one file, and comes back', async () => {
  const tenant = makeTenant()
  const disk = bytesOnDisk(folder)
  tenant.blobs.put('a', bytesOf('first'))
  tenant.blobs.put(
    'b',
    meanwhile('second', () => tenant.blobs.put('later', bytesOf('third'))),
  )
  tenant.blobs.put('empty', bytesOf(''))
  const kept = (await disk.keep(tenant, tenant.blobs.all(), always)) ?? []
  expect(kept.map(({ id }) => id)).toEqual(['a', 'b', 'empty'])
  expect(readdirSync(folder)).toHaveLength(1)
  const again = makeTenant()
  expect(bytesOnDisk(folder).restore(again, kept)).toEqual([])
  expect([
    await read(again.blobs.get('a')),
    await read(again.blobs.get('b'), 3),
    await read(again.blobs.get('empty')),
  ]).toEqual(['first', 'ond', ''])
  const all = (await disk.keep(tenant, tenant.blobs.all(), always)) ?? []
  expect(all.map(({ id }) => id).sort()).toEqual(['a', 'b', 'empty', 'later'])
  expect(await read(tenant.blobs.get('a'))).toBe('first')
  expect(readdirSync(folder)).toHaveLength(2)
})

test('what is deleted while it is written is left out; what cannot be read is an error', async () => {
  const tenant = makeTenant()
  const disk = bytesOnDisk(folder)
  const gone = meanwhile('gone', () => {
    tenant.blobs.take('gone')
    throw new Error('no such file')
  })
  tenant.blobs.put('gone', gone)
  tenant.blobs.put('a', bytesOf('first'))
  const kept = (await disk.keep(tenant, tenant.blobs.all(), always)) ?? []
  expect(kept.map(({ id }) => id)).toEqual(['a'])
  expect(await read(tenant.blobs.get('a'))).toBe('first')
  const broken = meanwhile('broken', () => {
    throw new Error('the disk is gone')
  })
  tenant.blobs.put('broken', broken)
  await expect(disk.keep(tenant, tenant.blobs.all(), always)).rejects.toThrow('the disk is gone')
})

test('of a tenant that is forgotten meanwhile nothing is left', async () => {
  const tenant = makeTenant()
  tenant.blobs.put('a', bytesOf('first'))
  expect(await bytesOnDisk(folder).keep(tenant, tenant.blobs.all(), () => false)).toBeUndefined()
  expect(readdirSync(folder)).toEqual([])
})

test('what was cut short is named, the rest comes back', async () => {
  const tenant = makeTenant()
  tenant.blobs.put('a', bytesOf('first'))
  tenant.blobs.put('b', bytesOf('second'))
  const kept = (await bytesOnDisk(folder).keep(tenant, tenant.blobs.all(), always)) ?? []
  truncateSync(join(folder, kept[0]?.file ?? ''), 7)
  const again = makeTenant()
  expect(
    bytesOnDisk(folder)
      .restore(again, kept)
      .map(({ id }) => id),
  ).toEqual(['b'])
  expect(await read(again.blobs.get('a'))).toBe('first')
})

test('a file of which nothing is wanted any more goes five seconds later', async () => {
  let nowMs = 1_000
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  const tenant = makeTenant()
  const disk = bytesOnDisk(folder)
  tenant.blobs.put('a', bytesOf('first'))
  const kept = (await disk.keep(tenant, tenant.blobs.all(), always)) ?? []
  const left = (atMs: number, wanted: typeof kept = []) => {
    nowMs = atMs
    disk.sweep(wanted)
    return readdirSync(folder).length
  }
  expect([left(1_000, kept), left(9_000, kept), left(9_000), left(13_999), left(14_000)]).toEqual([1, 1, 1, 1, 0])
  vi.restoreAllMocks()
})
