import { type Refusal, refuse } from '../../core/message.ts'
import { createSink, type Received } from '../../storage/sink.ts'
import type { Context } from '../operation.ts'

/** Takes a body of plain bytes, as an object store does; refuses what exceeds `maxBytes`. */
export async function receiveBytes(
  { request, platform, tenant }: Context,
  maxBytes: number,
): Promise<Received | Refusal> {
  const tooLarge = () =>
    refuse('HTTP_413', {
      message: `The body exceeds ${maxBytes} bytes`,
      details: { limit_bytes: maxBytes },
      close: true,
    })
  if ((request.body?.declaredBytes ?? 0) > maxBytes) return tooLarge()
  const sink = createSink({ platform, budget: tenant.blobs.budget })
  let isTaken = false
  try {
    if (request.body) {
      for await (const chunk of request.body.chunks()) {
        await sink.write(chunk)
        if (sink.sizeBytes > maxBytes) return tooLarge()
      }
    }
    isTaken = true
    return await sink.end()
  } finally {
    if (!isTaken) sink.abort()
  }
}

/** The ETag of stored bytes: a quoted hash of them, as S3 sends it. */
export const etagOf = (hash: string): string => `"${hash.slice(0, 32)}"`
