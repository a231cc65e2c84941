import { once } from 'node:events'
import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'

/** Makes the stream that undoes one content coding; the first bytes tell the two forms of deflate apart (RFC 9110 §8.4.1.2). */
type Decoder = (bytes: Uint8Array, isWhole: boolean) => Transform

/** Whether a stream of deflate has the header of zlib (RFC 1950 §2.2), which the name asks for and some leave out. */
const hasZlibHeader = ([first = 0, second = 0]: Uint8Array) => (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0

/** Bytes that were cut by us must not count as broken. */
const flush = (isWhole: boolean, whole: number, cut: number) => ({ finishFlush: isWhole ? whole : cut })

const { constants } = zlib

const gunzip: Decoder = (_, isWhole) => zlib.createGunzip(flush(isWhole, constants.Z_FINISH, constants.Z_SYNC_FLUSH))

const inflate: Decoder = (bytes, isWhole) => {
  const options = flush(isWhole, constants.Z_FINISH, constants.Z_SYNC_FLUSH)
  return hasZlibHeader(bytes) ? zlib.createInflate(options) : zlib.createInflateRaw(options)
}

const unbrotli: Decoder = (_, isWhole) =>
  zlib.createBrotliDecompress(flush(isWhole, constants.BROTLI_OPERATION_FINISH, constants.BROTLI_OPERATION_FLUSH))

const unzstd: Decoder = (_, isWhole) =>
  zlib.createZstdDecompress(flush(isWhole, constants.ZSTD_e_end, constants.ZSTD_e_flush))

// Node has it since 22.15.
const hasZstd = 'createZstdDecompress' in zlib

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflate],
  ['br', unbrotli],
  ...(hasZstd ? ([['zstd', unzstd]] as const) : []),
])

/** What a client of today says that it can read: every coding that is undone here. */
export const acceptedCodings: string = ['gzip', 'deflate', 'br', ...(hasZstd ? ['zstd'] : [])].join(', ')

export const isKnownCoding = (coding: string): boolean => decoders.has(coding)

/** What a coding gave: at most `limit` bytes, and whether it ended as it must. */
export interface Decoded {
  readonly bytes: Uint8Array
  /** Whether there was more than `limit`. */
  readonly isCut: boolean
  /** Whether the bytes were broken at some place, or ended too early. */
  readonly isBroken: boolean
}

/**
 * Undoes one content coding, and stops as soon as `limit` bytes are there: a small body may stand for gigabytes.
 * @param isWhole whether nothing of the body is missing
 */
export async function decodeCoding(
  coding: string,
  encoded: Uint8Array,
  { limit, isWhole }: { limit: number; isWhole: boolean },
): Promise<Decoded> {
  const stream = decoders.get(coding)?.(encoded, isWhole)
  if (!stream) throw new TypeError(`There is no content coding ${coding}`)
  const chunks: Uint8Array[] = []
  let size = 0
  let isBroken = false
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size > limit) stream.destroy()
  })
  stream.once('error', () => {
    isBroken = true
  })
  stream.end(encoded)
  if (!stream.closed) await once(stream, 'close').catch(() => undefined)
  return { bytes: Buffer.concat(chunks).subarray(0, limit), isCut: size > limit, isBroken }
}
