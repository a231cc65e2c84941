import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredBytes } from '../storage/byte-store.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { writeAtomically } from './write-atomically.ts'

/** Where the bytes of a file lie: its id, the file's name, and how many they are. */
export interface KeptBytes {
  readonly id: string
  readonly file: string
  readonly sizeBytes: number
}

/** The bytes of one tenant's files on the disk. */
export interface BytesOnDisk {
  /** Writes what is not there yet; what is deleted meanwhile is left out. */
  keep(tenant: Tenant, isStillWanted: () => boolean): Promise<readonly KeptBytes[]>
  /** Deletes what has not belonged to a file for a while. */
  sweep(kept: readonly KeptBytes[]): void
  /** Gives a tenant its bytes back; returns those that are not there any more. */
  restore(tenant: Tenant, kept: readonly KeptBytes[]): readonly KeptBytes[]
}

function fromDisk(path: string, sizeBytes: number): StoredBytes {
  return {
    sizeBytes,
    // A stream without an encoding yields buffers.
    chunks: (start = 0) => createReadStream(path, { start }) as AsyncIterable<Buffer>,
    delete: () => undefined, // the next sweep does it, once the world that no longer names it is on the disk
  }
}

/** Who began to read something may still be at it: it is deleted so much later. */
const graceMs = 5_000

// Taken when the module loads: a test's fake timers do not stop it.
const { setTimeout } = globalThis

export function bytesOnDisk(folder: string): BytesOnDisk {
  const known = new Map<StoredBytes, string>()
  const unwanted = new Map<string, number>()

  /** Writes bytes of a file and serves them from there from now on: where they came from may go. */
  async function moveToDisk(
    { blobs }: Tenant,
    id: string,
    { bytes, isThere }: { readonly bytes: StoredBytes; readonly isThere: () => boolean },
  ): Promise<string | undefined> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = randomUUID()
    const path = join(folder, file)
    if (!(await writeAtomically(path, bytes.chunks(), isThere))) return undefined
    const moved = fromDisk(path, bytes.sizeBytes)
    known.set(moved, file)
    blobs.take(id)
    blobs.put(id, moved)
    setTimeout(() => bytes.delete(), graceMs).unref()
    return file
  }

  return {
    async keep(tenant, isStillWanted) {
      const { blobs } = tenant
      const kept: KeptBytes[] = []
      for (const [id, bytes] of blobs.all()) {
        const isThere = () => isStillWanted() && blobs.get(id) === bytes
        const file =
          known.get(bytes) ??
          (await moveToDisk(tenant, id, { bytes, isThere }).catch((error: unknown) => {
            if (isThere()) throw error
            return undefined
          }))
        if (file !== undefined) kept.push({ id, file, sizeBytes: bytes.sizeBytes })
      }
      return kept
    },
    sweep(kept) {
      const wanted = new Set(kept.map(({ file }) => file))
      for (const [bytes, file] of known) if (!wanted.has(file)) known.delete(bytes)
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
      return kept.filter(({ id, file, sizeBytes }) => {
        const path = join(folder, file)
        if (statSync(path, { throwIfNoEntry: false })?.size !== sizeBytes) return true
        const bytes = fromDisk(path, sizeBytes)
        known.set(bytes, file)
        blobs.put(id, bytes)
        return false
      })
    },
  }
}
