import { existsSync, readdirSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { nodePlatform } from '../adapters/node-platform.ts'
import { createTempStore, type TempStore } from '../adapters/temp-store.ts'
import type { StoredBytes } from './byte-store.ts'
import { createMemoryBudget } from './memory-budget.ts'
import { createSink } from './sink.ts'

const chunk = (size: number, fill: number) => new Uint8Array(size).fill(fill)

async function contentOf(bytes: StoredBytes | null): Promise<number[]> {
  const found: number[] = []
  for await (const part of bytes?.chunks() ?? []) found.push(...part)
  return found
}

const directories = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`aion-contract-${hostname()}-${process.pid}-`))

async function fill(store: TempStore | undefined, chunks: readonly Uint8Array[], budgetBytes = 1_000_000) {
  const budget = createMemoryBudget(budgetBytes)
  const sink = createSink({ platform: { ...nodePlatform, ...(store && { store }) }, budget })
  for (const part of chunks) await sink.write(part)
  return { budget, sink, received: await sink.end() }
}

test('a small file stays in memory, and gives its memory back when it is deleted', async () => {
  const store = createTempStore()
  const { received, budget } = await fill(store, [chunk(3, 1), chunk(2, 2)])
  expect(await contentOf(received.bytes)).toEqual([1, 1, 1, 2, 2])
  expect(directories()).toEqual([])
  expect(budget.take(1_000_000)).toBe(false)
  received.bytes?.delete()
  expect(budget.take(1_000_000)).toBe(true)
  store.close()
})

test('a large file goes to the store with all its bytes in order, and takes no memory', async () => {
  const store = createTempStore()
  const { received, budget } = await fill(store, [chunk(200_000, 1), chunk(100_000, 2), chunk(5, 3)])
  expect(received.bytes?.sizeBytes).toBe(300_005)
  const content = await contentOf(received.bytes)
  expect([content[0], content[199_999], content[200_000], content.at(-1)]).toEqual([1, 1, 2, 3])
  expect(budget.take(1_000_000)).toBe(true)
  expect(directories()).toHaveLength(1)
  store.close()
  expect(directories()).toEqual([])
})

test('without a store, what does not fit into memory is hashed but not kept', async () => {
  const { received, budget } = await fill(undefined, [chunk(80, 1), chunk(80, 2)], 100)
  expect(received).toMatchObject({ bytes: null, sizeBytes: 160, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(budget.take(100)).toBe(true)
})

test('an aborted file leaves nothing, neither in memory nor in the store', async () => {
  const store = createTempStore()
  const budget = createMemoryBudget(1_000_000)
  const sink = createSink({ platform: { ...nodePlatform, store }, budget })
  await sink.write(chunk(300_000, 1))
  const [directory = ''] = directories()
  sink.abort()
  await expect.poll(() => readdirSync(`${tmpdir()}/${directory}`)).toEqual([])
  expect(budget.take(1_000_000)).toBe(true)
  store.close()
  expect(existsSync(`${tmpdir()}/${directory}`)).toBe(false)
})

test('chunks may be overwritten by their sender afterwards', async () => {
  const reused = chunk(4, 7)
  const budget = createMemoryBudget(100)
  const sink = createSink({ platform: nodePlatform, budget })
  await sink.write(reused)
  reused.fill(0)
  expect(await contentOf((await sink.end()).bytes)).toEqual([7, 7, 7, 7])
})
