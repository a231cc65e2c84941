import type { Writable } from 'node:stream'

/** Resolves when the stream takes more bytes, or is gone. */
function writable(out: Writable): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      out.off('drain', go).off('close', go)
      resolve()
    }
    out.on('drain', go).on('close', go)
  })
}

/**
 * Writes a body that comes in pieces, as fast as its reader takes them, and ends it.
 * @param onFailure told what the body threw under way: the one who writes decides how an answer breaks off
 * @param end ends it otherwise than at once
 */
export async function pump(
  body: AsyncIterable<string | Uint8Array>,
  out: Writable,
  onFailure: (error: unknown) => void,
  end: () => void = () => out.end(),
): Promise<void> {
  const chunks = body[Symbol.asyncIterator]()
  // Told at once, even while it waits for its next chunk: a body without end would wait for ever.
  out.once('close', () => chunks.return?.().catch(() => undefined))
  try {
    for (let next = await chunks.next(); !next.done && !out.destroyed; next = await chunks.next()) {
      if (!out.write(next.value)) await writable(out)
    }
    end()
    // Only a body whose reader is gone is not at its end here.
    if (out.destroyed) await chunks.return?.()
  } catch (error) {
    onFailure(error)
  }
}
