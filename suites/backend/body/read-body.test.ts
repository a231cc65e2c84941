import * as zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { acceptedCodings } from './codings.ts'
import { type BodySource, readBody } from './read-body.ts'

const text = JSON.stringify({ error: { code: 'HTTP_404', message: 'Ünknown' }, request_id: 'a'.repeat(300) })
const plain = Buffer.from(text)
const identity = { encoding: 'identity', hasBom: false, isUtf8: true }

const read = (bytes: Uint8Array, contentEncoding?: string, more: Partial<BodySource> = {}) =>
  readBody({ bytes, isWhole: true, contentEncoding, contentType: 'application/json', limit: 100_000, ...more })

describe('a body is read', () => {
  test.each([
    ['identity', undefined, plain],
    ['identity', 'identity', plain],
    ['gzip', 'gzip', zlib.gzipSync(plain)],
    ['gzip', 'X-GZIP', zlib.gzipSync(plain)],
    ['deflate', 'deflate', zlib.deflateSync(plain)],
    ['deflate', 'deflate', zlib.deflateRawSync(plain)],
    ['br', 'br', zlib.brotliCompressSync(plain)],
    ['br', 'gzip, br', zlib.brotliCompressSync(zlib.gzipSync(plain))],
  ])('as %s (%s)', async (encoding, named, bytes) => {
    expect(await read(bytes, named)).toEqual({ text, isCut: false, bytes: { ...identity, encoding } })
  })

  test.skipIf(!acceptedCodings.includes('zstd'))('as zstd', async () => {
    expect((await read(zlib.zstdCompressSync(plain), 'zstd')).text).toBe(text)
  })

  test('though the coding that is named was not applied', async () => {
    for (const named of ['gzip', 'deflate', 'br', 'zstd', 'gzip, br'])
      expect(await read(plain, named)).toMatchObject({ text, bytes: identity })
  })

  test('though another coding was applied than is named, or none is', async () => {
    for (const named of ['br', undefined])
      expect(await read(zlib.gzipSync(plain), named)).toMatchObject({ text, bytes: { encoding: 'gzip' } })
  })

  test('as far as it goes where the coding breaks off', async () => {
    const seen = await read(zlib.gzipSync(plain).subarray(0, -12), 'gzip')
    expect(seen.bytes.encoding).toBe('unreadable')
    expect(text.startsWith(seen.text)).toBe(true)
  })

  test('but not in a coding that nobody asked for, nor in many on top of each other', async () => {
    expect((await read(plain, 'compress')).bytes.encoding).toBe('unreadable')
    const often = Array.from({ length: 8 }, () => 'gzip').join(',')
    expect((await read(zlib.gzipSync(plain), often)).bytes.encoding).toBe('unreadable')
  })

  test('as an archive where it is one', async () => {
    const seen = await read(zlib.gzipSync(plain), undefined, { contentType: 'application/gzip' })
    expect(seen.bytes.encoding).toBe('identity')
  })
})

describe('text is decoded', () => {
  test.each([
    ['UTF-8', plain, { hasBom: false, isUtf8: true }],
    ['UTF-8 behind a mark', Buffer.from(`\uFEFF${text}`), { hasBom: true, isUtf8: true }],
    ['UTF-16', Buffer.from(text, 'utf16le'), { hasBom: false, isUtf8: false }],
    ['UTF-16 behind a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), { hasBom: true, isUtf8: false }],
    ['big-endian UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), { hasBom: true, isUtf8: false }],
  ])('from %s', async (_, bytes, facts) => {
    expect(await read(bytes)).toMatchObject({ text, bytes: facts })
  })

  test('from Latin-1 with marks in the place of its letters', async () => {
    const seen = await read(Buffer.from(text, 'latin1'))
    expect(seen).toMatchObject({ text: text.replace('Ü', '\uFFFD'), bytes: { isUtf8: false } })
  })

  test('a letter that our cut goes through is no fault of the sender', async () => {
    const at = plain.indexOf(Buffer.from('Ü')) + 1
    expect(await read(plain, undefined, { limit: at })).toMatchObject({ isCut: true, bytes: { isUtf8: true } })
  })
})

test('a few bytes that stand for gigabytes cost nothing', async () => {
  const bomb = zlib.gzipSync(Buffer.alloc(300_000_000))
  const from = process.cpuUsage()
  const seen = await read(zlib.gzipSync(bomb), 'gzip, gzip')
  expect([seen.text.length, seen.isCut]).toEqual([100_000, true])
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(1_000)
})
