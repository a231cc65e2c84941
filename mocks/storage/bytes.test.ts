import { expect, test } from 'vitest'
import { bytesOf } from '../testing/bytes-of.ts'
import { createBlobs } from './blobs.ts'
import { inMemory, joined } from './byte-store.ts'
import { createMemoryBudget } from './memory-budget.ts'

const text = async (stored: ReturnType<typeof inMemory>, from?: number) =>
  String(Buffer.from(await bytesOf(stored.chunks(from))))
const stored = (parts: readonly string[], onDelete?: () => void) =>
  inMemory(
    parts.map((part) => Buffer.from(part)),
    onDelete,
  )

test.each([
  [undefined, 'abcdef'],
  [0, 'abcdef'],
  [1, 'bcdef'],
  [2, 'cdef'],
  [3, 'def'],
  [5, 'f'],
  [6, ''],
])('bytes are read from %s on: %j', async (from, rest) => {
  expect(await text(stored(['ab', 'cde', 'f']), from)).toBe(rest)
  expect(await text(joined([stored(['a', 'b']), stored(['cde']), stored(['f'])]), from)).toBe(rest)
})

test('they know their size, and are deleted together', () => {
  const deleted: string[] = []
  const one = stored(['ab'], () => deleted.push('one'))
  const both = joined([one, stored(['cde'], () => deleted.push('other'))])
  expect([one.sizeBytes, both.sizeBytes, stored([]).sizeBytes]).toEqual([2, 5, 0])
  both.delete()
  expect(deleted).toEqual(['one', 'other'])
})

test('a whole part is handed on as it is', async () => {
  const part = new Uint8Array(3)
  for await (const chunk of inMemory([part]).chunks()) expect(chunk).toBe(part)
})

test('a budget gives no more than it has', () => {
  const budget = createMemoryBudget(10)
  expect([budget.limitBytes, budget.take(6), budget.take(5), budget.take(4), budget.take(1)]).toEqual([
    10,
    true,
    false,
    true,
    false,
  ])
  budget.release(3)
  expect([budget.take(4), budget.take(3)]).toEqual([false, true])
  budget.release(100)
  expect([budget.take(11), budget.take(10)]).toEqual([false, true])
})

test('what lay under an id before is deleted, and what is handed over is not', () => {
  const deleted: string[] = []
  const blobs = createBlobs(createMemoryBudget(10))
  const put = (id: string, name: string) =>
    blobs.put(
      id,
      stored([name], () => deleted.push(name)),
    )
  put('a', 'one')
  put('a', 'two')
  expect(deleted).toEqual(['one'])
  put('b', 'three')
  expect([blobs.all().map(([id]) => id), blobs.get('a')?.sizeBytes, blobs.get('c')]).toEqual([['a', 'b'], 3, undefined])
  expect([blobs.take('b')?.sizeBytes, blobs.get('b')]).toEqual([5, undefined])
  blobs.delete('a')
  blobs.delete('nothing')
  expect([deleted, blobs.all()]).toEqual([['one', 'two'], []])
  put('c', 'four')
  put('d', 'five')
  blobs.clear()
  expect([deleted, blobs.all()]).toEqual([['one', 'two', 'four', 'five'], []])
})
