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

/** A body around which there is so much filling that it becomes long. */
export interface Huge {
  readonly head: string
  readonly tail: string
}

/** Makes a JSON body, or any text, longer by `hugeBytes`. */
export const enlarge = (text: string): Huge =>
  text.endsWith('}') ? { head: `${text.slice(0, -1)},"trace":"`, tail: '"}' } : { head: text, tail: '' }

/** The length of such a body in bytes. */
export const lengthOf = ({ head, tail }: Huge): number => Buffer.byteLength(head + tail) + hugeBytes

/** Such a body in pieces, as fast as they are taken: the filling is one piece again and again, which costs nothing. */
export async function* inPieces({ head, tail }: Huge, { moved }: Pacing): AsyncGenerator<string | Uint8Array> {
  const filling = Buffer.alloc(pieceBytes, 'x')
  yield head
  for (let left = hugeBytes; left > 0; left -= pieceBytes) {
    moved()
    yield filling.subarray(0, left)
  }
  if (tail !== '') yield tail
  moved()
}
