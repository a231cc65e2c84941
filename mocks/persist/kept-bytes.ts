import { createReadStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredBytes } from '../storage/byte-store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { appendBytes, type Listed, type Place } from './append-bytes.ts'

/** The bytes of one of a tenant's files, by its id. */
export interface KeptBytes extends Place {
  readonly id: string
  readonly sizeBytes: number
}

/** The bytes of one tenant's files on the disk. What came since the last round lies in one file: one wait for the disk. */
export interface BytesOnDisk {
  /**
   * Writes what is not there yet of the bytes that a tenant had at a moment. What was deleted since is left out.
   * @returns where all of them lie; undefined when the tenant was forgotten meanwhile
   */
  keep(tenant: Tenant, listed: Listed, isStillWanted: () => boolean): Promise<readonly KeptBytes[] | undefined>
  /** Deletes files of which nothing has been wanted for a while. */
  sweep(kept: readonly KeptBytes[]): void
  /** Gives a tenant its bytes back; returns those that are not there any more. */
  restore(tenant: Tenant, kept: readonly KeptBytes[]): readonly KeptBytes[]
}

function fromDisk(path: string, offset: number, sizeBytes: number): StoredBytes {
  return {
    sizeBytes,
    async *chunks(from = 0) {
      if (from < sizeBytes) yield* createReadStream(path, { start: offset + from, end: offset + sizeBytes - 1 })
    },
    delete: () => undefined, // the next sweep does it, once the world that no longer names it is on the disk
  }
}

/** Who began to read something may still be at it: it is deleted so much later. */
const graceMs = 5_000

// Taken when the module loads: a test's fake timers do not stop it.
const { setTimeout } = globalThis

export function bytesOnDisk(folder: string): BytesOnDisk {
  const known = new Map<StoredBytes, Place>()
  const unwanted = new Map<string, number>()

  /** Serves bytes from the disk from now on: where they came from may go. */
  function moveToDisk({ blobs }: Tenant, id: string, bytes: StoredBytes, place: Place): void {
    if (blobs.get(id) !== bytes) return
    const moved = fromDisk(join(folder, place.file), place.offset, bytes.sizeBytes)
    known.set(moved, place)
    blobs.take(id)
    blobs.put(id, moved)
    setTimeout(() => bytes.delete(), graceMs).unref()
  }

  return {
    async keep(tenant, listed, isStillWanted) {
      const fresh = listed.filter(([, bytes]) => !known.has(bytes))
      const isThere = (id: string, bytes: StoredBytes) => isStillWanted() && tenant.blobs.get(id) === bytes
      const places = await appendBytes(folder, fresh, isThere, isStillWanted)
      if (!places) return undefined
      const kept = listed.flatMap(([id, bytes]): readonly KeptBytes[] => {
        const place = known.get(bytes) ?? places.get(bytes)
        return place ? [{ id, ...place, sizeBytes: bytes.sizeBytes }] : []
      })
      for (const [id, bytes] of fresh) {
        const place = places.get(bytes)
        if (place) moveToDisk(tenant, id, bytes, place)
      }
      return kept
    },
    sweep(kept) {
      const wanted = new Set(kept.map(({ file }) => file))
      for (const [bytes, { file }] of known) if (!wanted.has(file)) known.delete(bytes)
      if (!existsSync(folder)) return
      const nowMs = performance.now()
      for (const name of readdirSync(folder)) {
        if (wanted.has(name)) continue
        const sinceMs = unwanted.get(name) ?? nowMs
        unwanted.set(name, sinceMs)
        if (nowMs - sinceMs < graceMs) continue
        rmSync(join(folder, name), { force: true })
        unwanted.delete(name)
      }
    },
    restore({ blobs }, kept) {
      const wanted = new Set(kept.map(({ file }) => file))
      for (const name of existsSync(folder) ? readdirSync(folder) : [])
        if (!wanted.has(name)) rmSync(join(folder, name), { force: true })
      return kept.filter(({ id, file, offset, sizeBytes }) => {
        const path = join(folder, file)
        const lengthBytes = statSync(path, { throwIfNoEntry: false })?.size ?? -1
        if (lengthBytes < offset + sizeBytes) return true
        const bytes = fromDisk(path, offset, sizeBytes)
        known.set(bytes, { file, offset })
        blobs.put(id, bytes)
        return false
      })
    },
  }
}
