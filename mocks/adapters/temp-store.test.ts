import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { createTempStore } from './temp-store.ts'

it('sweeps what killed processes of this machine left, and nothing of the living or of others', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', ''])
  const of = (machine: string, pid: number) => join(tmpdir(), `aion-contract-${machine}-${pid}-left`)
  const swept = of(hostname(), dead)
  const kept = [of(hostname(), process.ppid), of('elsewhere', dead)]
  for (const directory of [swept, ...kept]) mkdirSync(directory)
  const store = createTempStore()
  const writer = store.create()
  await writer.write(new TextEncoder().encode('a file'))
  await writer.end()
  expect(existsSync(swept)).toBe(false)
  expect(kept.map(existsSync)).toEqual([true, true])
  store.close()
  for (const directory of kept) rmSync(directory, { recursive: true })
})

const fill = async (store: ReturnType<typeof createTempStore>, content: string) => {
  const writer = store.create()
  await writer.write(new TextEncoder().encode(content))
  return writer.end()
}

/** The directories of this process. */
const own = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`aion-contract-${hostname()}-${process.pid}-`))

it('keeps files apart, from any byte on, until they are deleted', async () => {
  const before = own().length
  const store = createTempStore()
  expect(own().length).toBe(before)
  const [one, other] = [await fill(store, 'one file'), await fill(store, 'other')]
  expect([one.sizeBytes, await text(one.chunks()), await text(one.chunks(4))]).toEqual([8, 'one file', 'file'])
  expect([other.sizeBytes, await text(other.chunks())]).toEqual([5, 'other'])
  one.delete()
  await expect(text(one.chunks())).rejects.toMatchObject({ code: 'ENOENT' })
  expect(own().length).toBe(before + 1)
  store.close()
  expect(own().length).toBe(before)
})

it('can be filled again after it was closed, and leaves no listener behind', async () => {
  const listeners = process.listenerCount('exit')
  const store = createTempStore()
  await fill(store, 'first')
  expect(process.listenerCount('exit')).toBe(listeners + 1)
  store.close()
  store.close()
  expect(process.listenerCount('exit')).toBe(listeners)
  expect(await text((await fill(store, 'second')).chunks())).toBe('second')
  store.close()
})

it('deletes what was not written to its end', async () => {
  const store = createTempStore()
  const kept = await fill(store, 'kept')
  const writer = store.create()
  await writer.write(new TextEncoder().encode('half'))
  const [folder = ''] = own().slice(-1)
  writer.abort()
  await expect.poll(() => readdirSync(join(tmpdir(), folder))).toEqual(['1'])
  expect(await text(kept.chunks())).toBe('kept')
  store.close()
})
