import { readText } from '../body/read-text.ts'
import { type BodyBytes, plainBytes } from '../exchange.ts'
import { keptBytes } from '../send/sender.ts'
import type { RecordedAnswer } from './record.ts'

interface Circumstances {
  /** Whether the answer was not read to its end. */
  readonly isLost: boolean
  /** Whether an answer like this has no body. */
  readonly isNone: boolean
  readonly contentEncoding: string | undefined
}

const encodings: ReadonlySet<string> = new Set<BodyBytes['encoding']>(['gzip', 'deflate', 'br', 'zstd'])

/** HAR holds bodies with their coding undone; that it was there as the head says has to be believed. */
function believed(contentEncoding = ''): BodyBytes['encoding'] {
  const coding = contentEncoding.trim().toLowerCase()
  return encodings.has(coding) ? (coding as BodyBytes['encoding']) : 'identity' // as just asked
}

/** The body of a recorded answer, as far as the recording has it. */
export function bodyOf(
  content: Record<string, unknown>,
  { isLost, isNone, contentEncoding }: Circumstances,
): Pick<RecordedAnswer, 'body' | 'bodyBytes' | 'isCut' | 'bytes'> {
  const size = typeof content.size === 'number' && content.size > 0 ? content.size : 0
  const encoding = believed(contentEncoding)
  const unknown = { body: null, bodyBytes: size, isCut: false, bytes: { ...plainBytes, encoding } }
  if (isLost) return unknown
  if (typeof content.text !== 'string' || (content.text === '' && size > 0))
    return isNone ? { ...unknown, body: '' } : unknown
  if (content.encoding !== 'base64') {
    const bodyBytes = Buffer.byteLength(content.text)
    return { ...unknown, body: content.text.replace(/^\uFEFF/, ''), bodyBytes }
  }
  const bytes = Buffer.from(content.text, 'base64')
  const isCut = bytes.length > keptBytes
  const { text, ...facts } = readText(bytes.subarray(0, keptBytes), isCut)
  return { body: text, bodyBytes: bytes.length, isCut, bytes: { encoding, ...facts } }
}
