import type { ReplyBody } from '../core/message.ts'

/** Of a body that is a stream, at most this much is collected; what it breaks off in is the same to the client. */
const maxCollectedBytes = 1_048_576

/** The bytes of a body; of a long stream, its beginning. */
export async function bytesOf(body: ReplyBody): Promise<Uint8Array> {
  const encoder = new TextEncoder()
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

/** How much more than it has a short body promises. */
export const missingBytes = 64

/** Where a body breaks off: in its middle, behind at least one byte. */
export const firstHalf = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.ceil(bytes.length / 2))
