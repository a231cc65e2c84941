import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeCoding, isKnownCoding } from './codings.ts'

const plain = Buffer.from('a body that is just so long')
const coded = {
  gzip: gzipSync(plain),
  'x-gzip': gzipSync(plain),
  deflate: deflateSync(plain),
  br: brotliCompressSync(plain),
}

test.each(Object.entries(coded))('%s is undone up to a limit', async (coding, bytes) => {
  const decode = async (limit: number) => {
    const { bytes: decoded, ...facts } = await decodeCoding(coding, bytes, { limit, isWhole: true })
    return { text: Buffer.from(decoded).toString(), ...facts }
  }
  expect(isKnownCoding(coding)).toBe(true)
  expect(await decode(plain.length)).toEqual({ text: String(plain), isCut: false, isBroken: false })
  expect(await decode(plain.length - 1)).toMatchObject({ text: String(plain.subarray(0, -1)), isCut: true })
})

test.each([...Object.entries(coded), ['deflate', deflateRawSync(plain)] as const])(
  'what ends too early is broken, unless we have cut it: %s',
  async (coding, bytes) => {
    const cut = bytes.subarray(0, -5)
    const isBroken = async (isWhole: boolean) => (await decodeCoding(coding, cut, { limit: 1_000, isWhole })).isBroken
    expect([await isBroken(true), await isBroken(false)]).toEqual([true, false])
  },
)

test('there is no other coding', async () => {
  expect(isKnownCoding('compress')).toBe(false)
  await expect(decodeCoding('compress', plain, { limit: 1, isWhole: true })).rejects.toThrow(
    'There is no content coding compress',
  )
})
