import type { Attempt } from '../journal/journal.ts'
import { recordBody } from '../journal/record.ts'
import { BodyAborted, invalid, type Refusal, type RequestBody, refuse } from './message.ts'
import type { Platform } from './platform.ts'
import type { TimeSource } from './time.ts'

/** A body that knows whether somebody has begun to read it. */
export interface MeteredBody extends RequestBody {
  readonly isTouched: boolean
}

/** A request body whose length and hash go into the journal as somebody reads it. */
export function meteredBody(body: RequestBody, attempt: Attempt, platform: Platform, time: TimeSource): MeteredBody {
  let isTouched = false
  return {
    declaredBytes: body.declaredBytes,
    isHeldBack: body.isHeldBack ?? false,
    get isTouched() {
      return isTouched
    },
    async *chunks() {
      isTouched = true
      const hasher = platform.sha256()
      let bytes = 0
      let isWhole = false
      try {
        for await (const chunk of body.chunks()) {
          hasher.update(chunk)
          bytes += chunk.length
          yield chunk
        }
        isWhole = true
      } finally {
        if (isWhole) recordBody(attempt, { bytes, sha256: hasher.hex() }, time.monotonic())
        else recordBody(attempt, { bytes, sha256: null })
      }
    },
  }
}

/** Largest JSON body that is read: one megabyte. */
export const maxJsonBytes = 1_048_576

const tooLarge = () => refuse('HTTP_413', { message: `The body exceeds ${maxJsonBytes} bytes`, close: true })

/** Reads a body to its end, keeping no more than `limit` bytes of it. */
export async function readAll(body: RequestBody, limit: number): Promise<Uint8Array | undefined> {
  if (body.declaredBytes !== undefined && body.declaredBytes > limit) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body.chunks()) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  const [first] = chunks
  if (first && chunks.length === 1) return first
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/** Reads at least so many bytes of a body, or all it has, and leaves the rest. A sender that goes away meanwhile is no matter. */
export async function readUpTo(body: RequestBody, bytes: number): Promise<void> {
  if (bytes === 0) return
  let seen = 0
  try {
    for await (const chunk of body.chunks()) {
      seen += chunk.length
      if (seen >= bytes) return
    }
  } catch (error) {
    if (!(error instanceof BodyAborted)) throw error
  }
}

/** Reads a body and throws it away; a sender that goes away meanwhile is no matter. */
export async function drain(body: RequestBody): Promise<void> {
  try {
    for await (const _ of body.chunks());
  } catch (error) {
    if (!(error instanceof BodyAborted)) throw error
  }
}

const isJsonType = (contentType: string) => /^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(contentType)

/** Reads a JSON body, or says why it is none: 415 for its type, 413 for its size, 400 for its syntax. */
export async function readJson(
  body: RequestBody | null,
  contentType: string | undefined,
): Promise<{ readonly value: unknown } | { readonly refusal: Refusal }> {
  if (!body) return { refusal: invalid('body', 'Is required: a JSON object', 400) }
  if (contentType === undefined || !isJsonType(contentType)) {
    return {
      refusal: refuse('HTTP_415', {
        message: `Content-Type must be application/json${contentType === undefined ? '; none was sent' : `, not ${contentType}`}`,
      }),
    }
  }
  const bytes = await readAll(body, maxJsonBytes)
  if (!bytes) return { refusal: tooLarge() }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { refusal: invalid('body', 'Is not valid UTF-8', 400) }
  }
  if (text.trim() === '') return { refusal: invalid('body', 'Is empty; expected a JSON object', 400) }
  try {
    return { value: JSON.parse(text) }
  } catch (cause) {
    return {
      refusal: invalid('body', `Is not valid JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 400),
    }
  }
}
