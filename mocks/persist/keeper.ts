import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { packTenant, unpackTenant } from '../tenant/pack-tenant.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { WorldKeeper } from '../tenant/world-keeper.ts'
import { createComplaints } from './complaints.ts'
import { openWorldFolder } from './folder.ts'
import { type BytesOnDisk, bytesOnDisk } from './kept-bytes.ts'
import { createPending } from './pending.ts'
import { startRounds } from './rounds.ts'
import { createWorldFiles, type World } from './world-files.ts'

/** Keeps worlds in a folder. */
export interface FolderKeeper extends WorldKeeper {
  /** Keeps what is pending, and lets go of the folder. */
  close(): Promise<void>
}

export interface KeeperOptions {
  readonly folder: string
  /** Told what a person should know: something could not be kept, or cannot be read. */
  readonly onNotice: (text: string) => void
}

/** A tenant whose world is kept, as long as it is the one that has this name. */
interface Kept {
  readonly tenant: Tenant
  readonly bytes: BytesOnDisk
  /** SHA-256 of what lies on the disk. */
  written: string
}

/** How long after the last round the next one begins: with two rounds on the way, less than a second. */
const everyMs = 100
const refreshMs = 2_000

const noBytes = (tenant: string, count: number, files: readonly string[]) =>
  `Of tenant ${tenant} the bytes of ${count} files are not as they were kept (${files.join(', ')}): made-up ones are served`

/**
 * Opens a folder and keeps in it the worlds of all tenants whose key was used. What changed is written in this round or
 * the next: within a second where disk and processor keep up. A process that is killed loses no more, and a file on the disk is
 * always whole.
 * @throws Error that says why the folder cannot be used
 */
export function createFolderKeeper({ folder, onNotice }: KeeperOptions): FolderKeeper {
  const opened = openWorldFolder(folder)
  const files = createWorldFiles(opened, onNotice)
  const current = new Map<string, Kept>()
  const isCurrent = (tenant: Tenant) => current.get(tenant.name)?.tenant === tenant
  const pending = createPending({ keep, isCurrent, onTrouble: createComplaints(folder, onNotice) })
  const stop = startRounds(everyMs, pending.flush, refreshMs, opened.lock.refresh)

  async function keep(tenant: Tenant): Promise<void> {
    const { name } = tenant
    const kept = current.get(name)
    if (kept?.tenant !== tenant || !tenant.isInUse) return
    const isStillWanted = () => current.get(name) === kept
    // Both of one moment, so that the world names no bytes that came later; the bytes are on the disk first.
    const packed = packTenant(tenant)
    const listed = tenant.blobs.all()
    const keptBytes = await kept.bytes.keep(tenant, listed, isStillWanted)
    if (!keptBytes) return
    const text = JSON.stringify({ bytes: keptBytes, tenant: packed } satisfies World)
    const hash = createHash('sha256').update(text).digest('hex')
    if (hash === kept.written) return
    if (!(await files.write(name, text, isStillWanted))) return
    kept.written = hash
    kept.bytes.sweep(keptBytes)
  }

  return {
    async restore(tenant) {
      const { name } = tenant
      const kept: Kept = { tenant, bytes: bytesOnDisk(files.bytesOf(name)), written: '' }
      current.set(name, kept)
      const world = await files.read(name)
      if (!world) return false
      try {
        unpackTenant(tenant, world.tenant)
      } catch (error) {
        files.putAside(name, error)
        throw error // half of it is in the tenant: the next request finds a new one
      }
      const missing = kept.bytes.restore(tenant, world.bytes)
      const lost = [...new Set(missing.map(({ file }) => join(files.bytesOf(name), file)))]
      if (missing.length > 0) onNotice(noBytes(name, missing.length, lost))
      return true
    },
    touch(tenant) {
      if (isCurrent(tenant)) pending.add(tenant)
    },
    isPending: (tenant) => tenant.isInUse && pending.has(tenant),
    release(tenant) {
      if (isCurrent(tenant)) current.delete(tenant.name)
    },
    forget(name) {
      if (name === undefined) {
        current.clear()
        pending.clear()
        opened.clear()
        return
      }
      const kept = current.get(name)
      if (kept) pending.remove(kept.tenant)
      current.delete(name)
      files.remove(name)
    },
    async close() {
      await stop()
      await pending.flush()
      opened.lock.release()
    },
  }
}
