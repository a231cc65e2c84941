import { expect, test } from 'vitest'
import { samples } from '../../../fixtures/media/samples.ts'
import { tellContent } from './content.ts'

const uint32 = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * index)
  return bytes
}

/** A box of ISO/IEC 14496-12: its length, its type, what is in it. */
const box = (type: string, ...content: readonly (Buffer | string)[]): Buffer => {
  const inside = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  return Buffer.concat([uint32(inside.length + 8), Buffer.from(type), inside])
}

/** A picture of 3 × 2 in the container of HEIF, by its brand. */
const heif = (brand: string) =>
  Buffer.concat([
    box('ftyp', brand, uint32(0), brand),
    box('meta', uint32(0), box('iprp', box('ipco', box('ispe', uint32(0, 3, 2))))),
  ])

function bmp(): Buffer {
  const bytes = Buffer.alloc(54)
  bytes.write('BM')
  bytes.writeUInt32LE(3, 18)
  bytes.writeInt32LE(2, 22)
  return bytes
}

/** Two entries: the width and the height, both short. */
function tiff(): Buffer {
  const bytes = Buffer.alloc(64)
  bytes.write('II*\0', 'latin1')
  bytes.writeUInt32LE(8, 4)
  bytes.writeUInt16LE(2, 8)
  for (const [index, [tag, value]] of [[256, 3] as const, [257, 2] as const].entries()) {
    const at = 10 + 12 * index
    bytes.writeUInt16LE(tag, at)
    bytes.writeUInt16LE(3, at + 2)
    bytes.writeUInt32LE(1, at + 4)
    bytes.writeUInt16LE(value, at + 8)
  }
  return bytes
}

test.each<[string, Uint8Array]>([
  ['jpeg', samples.jpeg.bytes],
  ['png', samples.png.bytes],
  ['gif', samples.gif.bytes],
  ['webp', samples.webp.bytes],
  ['bmp', bmp()],
  ['tiff', tiff()],
  ['avif', heif('avif')],
  ['heic', heif('heic')],
  ['heic', heif('heix')],
  ['heif', heif('mif1')],
  ['heif', heif('msf1')],
])('a picture in %s is told by its bytes, whatever it is called', (format, head) => {
  const content = tellContent(head, { sizeBytes: head.length, contentType: 'text/plain', filename: 'a.txt' })
  expect(content).toMatchObject({ media: 'image', format, contentType: `image/${format}` })
  if (head instanceof Buffer) expect(content).toMatchObject({ width: 3, height: 2 })
})

test.each([
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'],
  ['psd', `8BPS\0\x01${'\0'.repeat(20)}`],
])('a picture in %s is none that is taken', (_, text) => {
  const head = Buffer.from(text, 'latin1')
  expect(tellContent(head, { sizeBytes: head.length, contentType: 'image/x', filename: 'a' })).toBeUndefined()
})
