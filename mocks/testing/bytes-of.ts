import type { ReplyBody } from '../core/message.ts'

/** All bytes of the body of an answer. For tests. */
export async function bytesOf(body: ReplyBody): Promise<Uint8Array> {
  const encoder = new TextEncoder()
  const chunks: Uint8Array[] = []
  const parts = body === null ? [] : typeof body === 'string' || body instanceof Uint8Array ? [body] : body
  for await (const part of parts) chunks.push(typeof part === 'string' ? encoder.encode(part) : part)
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer()) // no chunk here is a view of shared memory
}
