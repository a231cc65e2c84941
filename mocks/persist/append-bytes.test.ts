import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inMemory, type StoredBytes } from '../storage/byte-store.ts'
import { appendBytes } from './append-bytes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aion-contract-append-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const yes = () => true
const no = () => false
const bytesOf = (text: string) => inMemory([new TextEncoder().encode(text)])

/** Bytes of which only the first half can be read. */
const torn = (text: string): StoredBytes => ({
  ...bytesOf(text),
  async *chunks() {
    yield new TextEncoder().encode(text.slice(0, text.length / 2))
    throw new Error('the disk is gone')
  },
})

test('bytes lie one behind the other in one file', async () => {
  const [first, second] = [bytesOf('first'), bytesOf('second')]
  const places = await appendBytes(
    join(folder, 'of-me'),
    [
      ['a', first],
      ['b', second],
    ],
    yes,
    yes,
  )
  const [file = ''] = readdirSync(join(folder, 'of-me'))
  expect(readFileSync(join(folder, 'of-me', file), 'utf8')).toBe('firstsecond')
  expect(places?.get(first)).toEqual({ file, offset: 0 })
  expect(places?.get(second)).toEqual({ file, offset: 5 })
})

test('nothing new makes no file', async () => {
  expect(await appendBytes(join(folder, 'of-me'), [], yes, yes)).toEqual(new Map())
  expect(readdirSync(folder)).toEqual([])
})

test('bytes that were deleted while they were read are left out, and those behind them are found', async () => {
  const whole = bytesOf('whole')
  const places = await appendBytes(
    folder,
    [
      ['a', torn('torn')],
      ['b', whole],
    ],
    no,
    yes,
  )
  const place = places?.get(whole)
  expect(places?.size).toBe(1)
  expect(readFileSync(join(folder, place?.file ?? ''), 'utf8').slice(place?.offset)).toBe('whole')
})

test('bytes that somebody still has and that cannot be read fail it, and leave no file', async () => {
  await expect(appendBytes(folder, [['a', torn('torn')]], yes, yes)).rejects.toThrow('the disk is gone')
  expect(readdirSync(folder)).toEqual([])
})

test('a file that nobody wants any more is not kept', async () => {
  expect(await appendBytes(folder, [['a', bytesOf('text')]], yes, no)).toBeUndefined()
  expect(readdirSync(folder)).toEqual([])
})
