import type { BodyBytes } from '../exchange.ts'
import { type Decoded, decodeCoding, isKnownCoding } from './codings.ts'
import { readText } from './read-text.ts'
import { startsWith } from './starts-with.ts'

/** A body as text: decoded as a lenient reader would, with what is known of its bytes. */
export interface ReadBody {
  readonly text: string
  /** Whether there was more than is kept. */
  readonly isCut: boolean
  readonly bytes: BodyBytes
}

export interface BodySource {
  /** The bytes as they came, or the first of them. */
  readonly bytes: Uint8Array
  /** Whether these are all of them. */
  readonly isWhole: boolean
  /** The values of `Content-Encoding`, joined by commas. */
  readonly contentEncoding: string | undefined
  readonly contentType: string | undefined
  /** How many bytes of the decoded body are kept. */
  readonly limit: number
}

/** More codings on top of each other are no compression but an attack. */
const mostCodings = 3

const codingsOf = (contentEncoding: string | undefined): string[] =>
  (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')

/** The coding whose mark the bytes begin with; brotli and deflate have none. */
function markedCoding(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0x1f, 0x8b, 0x08)) return 'gzip'
  return startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd) && isKnownCoding('zstd') ? 'zstd' : undefined
}

/** A media type whose own bytes are compressed. */
const isArchive = (contentType = '') => /zip|zstd|octet-stream|\btar\b/i.test(contentType)

interface Plain extends Pick<Decoded, 'bytes' | 'isCut'> {
  readonly encoding: BodyBytes['encoding']
}

/** `gzip` and `x-gzip` are one (RFC 9110 §8.4.1.3); what is decoded here has no other names. */
const encodingOf = (coding: string) => coding.replace(/^x-/, '') as BodyBytes['encoding'] // one of the known codings

async function undoNamed(source: BodySource, codings: readonly string[]): Promise<Plain> {
  const { limit } = source
  let { bytes, isWhole } = source
  let isCut = false
  // The last coding was applied last (RFC 9110 §8.4).
  for (const [place, coding] of codings.toReversed().entries()) {
    const decoded = await decodeCoding(coding, bytes, { limit, isWhole })
    const isPlain = decoded.isBroken && decoded.bytes.length === 0 && place === 0
    if (isPlain) return undoMarked(source)
    bytes = decoded.bytes
    isCut ||= decoded.isCut
    isWhole &&= !decoded.isCut
    if (decoded.isBroken) return { bytes, isCut, encoding: 'unreadable' }
  }
  return { bytes, isCut, encoding: encodingOf(codings.at(-1) ?? 'identity') }
}

/** Undoes a coding that only the bytes tell of. */
async function undoMarked({ bytes, isWhole, limit, contentType }: BodySource): Promise<Plain> {
  const plain = { bytes, isCut: false, encoding: 'identity' } as const
  const marked = isArchive(contentType) ? undefined : markedCoding(bytes)
  if (marked === undefined) return plain
  const { isBroken, ...decoded } = await decodeCoding(marked, bytes, { limit, isWhole })
  return isBroken ? plain : { ...decoded, encoding: encodingOf(marked) }
}

async function undoCodings(source: BodySource): Promise<Plain> {
  const { bytes, contentEncoding } = source
  const codings = codingsOf(contentEncoding)
  if (bytes.length === 0 || codings.length === 0) return undoMarked(source)
  const isReadable = codings.length <= mostCodings && codings.every(isKnownCoding)
  return isReadable ? undoNamed(source, codings) : { bytes, isCut: false, encoding: 'unreadable' }
}

/**
 * Reads a body: codings undone within a bound, text decoded. Never throws: whoever compares `bytes` with the head of the
 * answer sees what was not as it was said.
 */
export async function readBody(source: BodySource): Promise<ReadBody> {
  const { bytes, isCut, encoding } = await undoCodings(source)
  const kept = bytes.subarray(0, source.limit)
  const isShort = !source.isWhole || isCut || bytes.length > kept.length
  const { text, hasBom, isUtf8 } = readText(kept, isShort)
  return { text, isCut: isShort, bytes: { encoding, hasBom, isUtf8 } }
}
