import type { SizedBody } from './sized-body.ts'

/** A slow body without a rate comes in so many pieces, one each `slowPieceMs`: two seconds in all. */
const slowPieces = 20
export const slowPieceMs = 100

/** How long a slow body takes that has no rate. */
export const slowBodyMs = slowPieces * slowPieceMs

/** Gives a body away piece by piece, with a wait before each. */
export async function* slowly(
  body: SizedBody,
  sleep: (ms: number) => Promise<void>,
  bytesPerSecond = (body.sizeBytes * 1_000) / slowBodyMs,
): AsyncGenerator<Uint8Array> {
  const size = Math.max(1, Math.ceil((bytesPerSecond * slowPieceMs) / 1_000))
  for await (const chunk of body) {
    for (let offset = 0; offset < chunk.length; offset += size) {
      const piece = chunk.subarray(offset, offset + size)
      await sleep((piece.length * 1_000) / bytesPerSecond)
      yield piece
    }
  }
}
