import { createHash } from 'node:crypto'
import type { IncomingMessageLike } from '../../../mocks/core/message.ts'

/** What came of a request's body so far. */
export interface Upload {
  readonly bytes: number
  readonly sha256: string
  /** Cut after 64 KiB. */
  readonly text: string
}

const keptBytes = 65_536

/** After so many bytes an early answer goes out. */
export const earlyBytes = 65_536

export interface UploadReader {
  /** Reads on to the end, or until at least so many bytes have come. */
  read(untilBytes?: number): Promise<Upload>
}

/** Reads a body in parts: what one call leaves, the next one reads. */
export function uploadReader(request: IncomingMessageLike, moved: () => void): UploadReader {
  const chunks = request.body?.chunks()[Symbol.asyncIterator]()
  const hash = createHash('sha256')
  const kept: Uint8Array[] = []
  let bytes = 0
  return {
    async read(untilBytes = Number.POSITIVE_INFINITY) {
      while (chunks && bytes < untilBytes) {
        const { done, value } = await chunks.next()
        if (done) break
        hash.update(value)
        if (bytes < keptBytes) kept.push(value)
        bytes += value.length
        moved()
      }
      const text = Buffer.concat(kept).toString('utf8', 0, keptBytes)
      return { bytes, sha256: hash.copy().digest('hex'), text }
    },
  }
}
