/** A slow body comes in so many pieces, one each `slowPieceMs`: two seconds in all. */
const slowPieces = 20
export const slowPieceMs = 100

/** How long a slow body takes. */
export const slowBodyMs = slowPieces * slowPieceMs

/** Gives bytes away piece by piece, with a wait before each. */
export async function* slowly(bytes: Uint8Array, sleep: (ms: number) => Promise<void>): AsyncGenerator<Uint8Array> {
  const size = Math.max(1, Math.ceil(bytes.length / slowPieces))
  for (let offset = 0; offset < bytes.length; offset += size) {
    await sleep(slowPieceMs)
    yield bytes.subarray(offset, offset + size)
  }
}
