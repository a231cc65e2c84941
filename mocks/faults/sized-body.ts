import type { ReplyBody } from '../core/message.ts'

/** A body whose length is known before its bytes come. */
export interface SizedBody extends AsyncIterable<Uint8Array> {
  readonly sizeBytes: number
}

export const isSized = (body: ReplyBody): body is SizedBody =>
  typeof body === 'object' && body !== null && 'sizeBytes' in body

/** Gives a stream of bytes the length that it will have. */
export const sized = (sizeBytes: number, chunks: () => AsyncIterator<Uint8Array>): SizedBody => ({
  sizeBytes,
  [Symbol.asyncIterator]: chunks,
})
