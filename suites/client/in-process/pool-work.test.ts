import { pbkdf2, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import {
  brotliCompress,
  brotliCompressSync,
  brotliDecompress,
  constants,
  createGzip,
  gzip,
  gzipSync,
  zstdCompress,
  zstdCompressSync,
  zstdDecompress,
} from 'node:zlib'
import { afterEach, beforeEach, expect, it, test } from 'vitest'
import { type PoolWork, watchPoolWork } from './pool-work.ts'

const time = { nowMs: 0 }
let work: PoolWork
beforeEach(() => {
  work = watchPoolWork(() => time.nowMs)
})
afterEach(() => work.end())

const here = import.meta.filename
/** So many that working on them takes many turns of the loop. */
const bytes = randomBytes(2_000_000)
const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })

/** Whether work was under way, in each turn of the loop until it was done. */
async function whileItIsDone(begin: () => Promise<unknown>): Promise<boolean[]> {
  const seen: boolean[] = []
  let isDone = false
  const done = begin().finally(() => {
    isDone = true
  })
  while (!isDone) {
    seen.push(work.isUnderWay())
    await new Promise((resolve) => setImmediate(resolve))
  }
  await done
  return seen
}

it.each<[what: string, begin: () => Promise<unknown>]>([
  ['a file', () => promisify(readFile)(here)],
  [
    'a file by its handle',
    async () => {
      await using file = await open(here)
      await file.readFile()
    },
  ],
  ['a key', () => promisify(pbkdf2)('a', 'b', 20_000, 32, 'sha256')],
  ['a hash of Web Crypto', () => crypto.subtle.digest('SHA-256', bytes)],
  ['a compression', () => promisify(gzip)(bytes)],
  ['a compression by Brotli', () => promisify(brotliCompress)(bytes.subarray(0, 100_000))],
  ['a compression by Zstandard', () => promisify(zstdCompress)(bytes)],
  ['what is unpacked of Zstandard', () => promisify(zstdDecompress)(zstdCompressSync(bytes))],
  ['what is unpacked', () => promisify(brotliDecompress)(packed)],
  [
    'a stream that is compressed',
    () => new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  ],
])('%s is under way until it is done', async (_, begin) => {
  expect(work.isUnderWay()).toBe(false)
  expect(await whileItIsDone(begin)).toContain(true)
  expect(work.isUnderWay()).toBe(false)
})

test('between two pieces of a compression it is under way, too', async () => {
  const idle = (await whileItIsDone(() => promisify(gzip)(bytes))).filter((isUnderWay) => !isUnderWay)
  // The stream tells of its end a turn later.
  expect(idle.length).toBeLessThan(5)
})

test('a compression that is broken off is over, too', async () => {
  const stream = createGzip()
  stream.on('error', () => {})
  stream.write(bytes)
  expect(work.isUnderWay()).toBe(true)
  stream.destroy(new Error('broken off'))
  await expect.poll(() => work.isUnderWay()).toBe(false)
})

test('what is done at once is never under way', () => {
  pbkdf2Sync('a', 'b', 1, 32, 'sha256')
  randomBytes(8)
  gzipSync(bytes)
  expect(work.isUnderWay()).toBe(false)
})

test('what takes longer than ten seconds is no work: it waits for something', async () => {
  const key = promisify(pbkdf2)('a', 'b', 20_000, 32, 'sha256')
  time.nowMs += 10_000
  expect(work.isUnderWay()).toBe(true)
  time.nowMs += 1
  expect(work.isUnderWay()).toBe(false)
  await key
})

test('what begins after the end is not seen, and compresses as before', async () => {
  work.end()
  const compressed = promisify(gzip)(bytes)
  expect(work.isUnderWay()).toBe(false)
  expect((await compressed).equals(gzipSync(bytes))).toBe(true)
})
