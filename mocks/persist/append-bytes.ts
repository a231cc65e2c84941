import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredBytes } from '../storage/byte-store.ts'
import { writeAtomically } from './write-atomically.ts'

/** Where bytes lie: in which file, and from which of its bytes on. */
export interface Place {
  readonly file: string
  readonly offset: number
}

export type Listed = readonly (readonly [id: string, bytes: StoredBytes])[]

/**
 * Writes bytes one behind the other into a file of their own.
 * @param isThere whether somebody still has these bytes: what was deleted meanwhile may be unreadable, and is left out
 * @param isStillWanted whether the file is to be kept at all
 * @returns where each begins; undefined when the file is not wanted any more
 * @throws what the reading of bytes throws that somebody still has
 */
export async function appendBytes(
  folder: string,
  fresh: Listed,
  isThere: (id: string, bytes: StoredBytes) => boolean,
  isStillWanted: () => boolean,
): Promise<ReadonlyMap<StoredBytes, Place> | undefined> {
  const places = new Map<StoredBytes, Place>()
  if (fresh.length === 0) return places
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = randomUUID()
  async function* chunks() {
    let end = 0
    for (const [id, bytes] of fresh) {
      const offset = end
      try {
        for await (const chunk of bytes.chunks()) {
          end += chunk.length
          yield chunk
        }
      } catch (error) {
        if (isThere(id, bytes)) throw error
      }
      if (end - offset === bytes.sizeBytes) places.set(bytes, { file, offset })
    }
  }
  return (await writeAtomically(join(folder, file), chunks(), isStillWanted)) ? places : undefined
}
