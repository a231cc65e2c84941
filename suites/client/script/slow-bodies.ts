import type { Pacing } from './pacing.ts'

/** Of a body that drips. */
export const dripMs = 200
/** Of a body that is too large to leave in a socket's buffers. */
export const hugeBytes = 8_000_000
const pieceBytes = 65_536

/** One space at a time, which is no fault in JSON, without end. */
export async function* drips({ pause, gone }: Pacing): AsyncGenerator<string> {
  while (!gone.aborted) {
    yield ' '
    await pause(dripMs)
  }
}

/** A long text in pieces, as fast as they are taken. */
export async function* inPieces(text: string, { moved }: Pacing): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += pieceBytes) {
    moved()
    yield text.slice(at, at + pieceBytes)
  }
  moved()
}

/** A JSON body, or any text, made as long as `hugeBytes`. */
export function enlarge(text: string): string {
  const padding = 'x'.repeat(hugeBytes)
  return text.endsWith('}') ? `${text.slice(0, -1)},"trace":"${padding}"}` : text + padding
}
