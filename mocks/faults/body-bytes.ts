import type { ReplyBody } from '../core/message.ts'
import { isSized, type SizedBody, sized } from './sized-body.ts'

/** Of a body that is a stream, at most this much is collected; what it breaks off in is the same to the client. */
const maxCollectedBytes = 1_048_576

const encoder = new TextEncoder()

const inOnePiece = (bytes: Uint8Array): SizedBody =>
  sized(bytes.length, async function* () {
    if (bytes.length > 0) yield bytes
  })

/** The bytes of a body; of a long stream, its beginning. */
async function bytesOf(body: ReplyBody): Promise<Uint8Array> {
  if (body === null) return new Uint8Array()
  if (typeof body === 'string') return encoder.encode(body)
  if (body instanceof Uint8Array) return body
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk
    chunks.push(bytes)
    size += bytes.length
    if (size >= maxCollectedBytes) break
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const bytes of chunks) {
    whole.set(bytes, offset)
    offset += bytes.length
  }
  return whole
}

/** A body with its length; of a long stream without one, the beginning. */
export const measured = async (body: ReplyBody): Promise<SizedBody> =>
  isSized(body) ? body : inOnePiece(await bytesOf(body))

/** How much more than it has a short body promises. */
export const missingBytes = 64

/** Where a body breaks off: in its middle, behind at least one byte. */
export function firstHalf(body: SizedBody): SizedBody {
  const half = Math.ceil(body.sizeBytes / 2)
  return sized(half, async function* () {
    let left = half
    for await (const chunk of body) {
      yield chunk.subarray(0, left)
      left -= chunk.length
      if (left <= 0) return
    }
  })
}

const pieceBytes = 65_536

/** A text behind so many blanks that it is at least of this size; it is never whole in memory. */
export function filledUp(text: string, sizeBytes: number): SizedBody {
  const bytes = encoder.encode(text)
  const blanks = Math.max(0, sizeBytes - bytes.length)
  return sized(blanks + bytes.length, async function* () {
    const piece = new Uint8Array(Math.min(pieceBytes, blanks)).fill(32)
    for (let left = blanks; left > 0; left -= piece.length) yield piece.subarray(0, left)
    yield bytes
  })
}
