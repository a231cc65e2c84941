import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { packTenant, unpackTenant } from '../tenant/pack-tenant.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { WorldKeeper } from '../tenant/world-keeper.ts'
import { openWorldFolder, whyUnwritable } from './folder.ts'
import { type BytesOnDisk, bytesOnDisk, type KeptBytes } from './kept-bytes.ts'
import { fileNameOf, seal, unseal } from './seal.ts'
import { writeAtomically } from './write-atomically.ts'

/** Keeps worlds in a folder. */
export interface FolderKeeper extends WorldKeeper {
  /** Keeps what is pending, and lets go of the folder. */
  close(): Promise<void>
}

export interface KeeperOptions {
  readonly folder: string
  /** Told what a person should know: something could not be kept, or cannot be read. */
  readonly onNotice: (text: string) => void
  /** How long after the last round the next one begins. Default 100: with two rounds on the way, less than a second. */
  readonly everyMs?: number
}

/** A tenant whose world is kept, as long as it is the one that has this name. */
interface Kept {
  readonly tenant: Tenant
  readonly bytes: BytesOnDisk
  /** SHA-256 of what lies on the disk. */
  written: string
}

/** What is sealed: everything of a tenant but the bytes of its files. */
interface World {
  readonly tenant: string
  readonly bytes: readonly KeptBytes[]
}

const refreshMs = 2_000
const atOnce = 8

// Taken when the module loads: a test's fake timers do not stop it.
const { setTimeout, clearTimeout } = globalThis

const noBytes = (tenant: string, count: number, files: readonly string[]) =>
  `Of tenant ${tenant} the bytes of ${count} files are not as they were kept (${files.join(', ')}): made-up ones are served`

/**
 * Opens a folder and keeps in it the worlds of all tenants whose key was used. What changed is written within a second;
 * a process that is killed loses no more, and a file on the disk is always whole.
 * @throws Error that says why the folder cannot be used
 */
export function createFolderKeeper({ folder, onNotice, everyMs = 100 }: KeeperOptions): FolderKeeper {
  const { lock, worlds, bytes, setAside, clear } = openWorldFolder(folder)
  const current = new Map<string, Kept>()
  const pending = new Set<Tenant>()
  let writing: readonly Tenant[] = []
  let complaint: string | undefined
  let isClosed = false
  let refreshedMs = performance.now()
  let timer = setTimeout(round, everyMs)
  timer.unref()
  let roundUnderWay: Promise<void> = Promise.resolve()

  const worldPath = (name: string) => join(worlds, `${fileNameOf(name)}.world`)
  const bytesPath = (name: string) => join(bytes, fileNameOf(name))

  function complain(tenant: Tenant, error: unknown): void {
    const reason = whyUnwritable(error)
    if (reason !== complaint)
      onNotice(
        `The world of tenant ${tenant.name} could not be kept in ${folder}: ${reason}. It is tried again and again`,
      )
    complaint = reason
  }

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
    if (!(await writeAtomically(worldPath(name), [await seal(name, text)], isStillWanted))) return
    kept.written = hash
    kept.bytes.sweep(keptBytes)
  }

  async function keepPending(): Promise<void> {
    writing = [...pending]
    pending.clear()
    const queue = writing.values()
    const worker = async () => {
      for (const tenant of queue) {
        try {
          await keep(tenant)
        } catch (error) {
          // Whoever was forgotten meanwhile has no folder any more.
          if (current.get(tenant.name)?.tenant !== tenant) continue
          complain(tenant, error)
          pending.add(tenant)
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    if (writing.length > 0 && pending.size === 0) complaint = undefined
    writing = []
  }

  function round(): void {
    roundUnderWay = keepPending().then(() => {
      if (isClosed) return
      if (performance.now() - refreshedMs >= refreshMs) {
        refreshedMs = performance.now()
        lock.refresh()
      }
      timer = setTimeout(round, everyMs)
      timer.unref()
    })
  }

  /** What cannot be read is put aside, world and bytes, so that nothing is lost that somebody could still save. */
  function putAside(name: string, error: unknown): void {
    const aside = setAside(worldPath(name))
    if (existsSync(bytesPath(name))) setAside(bytesPath(name))
    const why = error instanceof Error ? error.message : String(error)
    onNotice(`${worldPath(name)} is damaged: ${why}. It is kept as ${basename(aside)}; tenant ${name} begins anew`)
  }

  /** What was kept of a tenant; nothing when it is damaged. Throws when the disk does not give it. */
  async function readWorld(name: string): Promise<World | undefined> {
    const path = worldPath(name)
    if (!existsSync(path)) return undefined
    const sealed = await readFile(path)
    try {
      return JSON.parse(await unseal(name, sealed)) as World // sealed with a checksum by this module
    } catch (error) {
      putAside(name, error)
      return undefined
    }
  }

  return {
    async restore(tenant) {
      const { name } = tenant
      const kept: Kept = { tenant, bytes: bytesOnDisk(bytesPath(name)), written: '' }
      current.set(name, kept)
      const world = await readWorld(name)
      if (!world) return false
      try {
        unpackTenant(tenant, world.tenant)
      } catch (error) {
        putAside(name, error)
        throw error // half of it is in the tenant: the next request finds a new one
      }
      const missing = kept.bytes.restore(tenant, world.bytes)
      const files = [...new Set(missing.map(({ file }) => join(bytesPath(name), file)))]
      if (missing.length > 0) onNotice(noBytes(name, missing.length, files))
      return true
    },
    touch(tenant) {
      if (current.get(tenant.name)?.tenant === tenant) pending.add(tenant)
    },
    isPending: (tenant) => tenant.isInUse && (pending.has(tenant) || writing.includes(tenant)),
    release(tenant) {
      if (current.get(tenant.name)?.tenant === tenant) current.delete(tenant.name)
    },
    forget(name) {
      if (name === undefined) {
        current.clear()
        pending.clear()
        clear()
        return
      }
      const kept = current.get(name)
      if (kept) pending.delete(kept.tenant)
      current.delete(name)
      rmSync(worldPath(name), { force: true })
      rmSync(bytesPath(name), { recursive: true, force: true })
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await roundUnderWay
      await keepPending()
      lock.release()
    },
  }
}
