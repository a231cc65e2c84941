import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type FolderLock, lockFolder } from './lock.ts'
import { unfinished } from './write-atomically.ts'

/** The version of the folder's form. A later form is not read, and not written over. */
const version = 1
/** What stands in the name of what was set aside. */
const damaged = '.damaged-'
const about = 'Worlds of tenants, kept by aion-contract mock --persist'

/** A folder in which worlds are kept, taken for this process. */
export interface WorldFolder {
  readonly lock: FolderLock
  /** Sealed worlds, a file for each tenant. */
  readonly worlds: string
  /** The bytes of files, a folder for each tenant. */
  readonly bytes: string
  /** Moves something out of the way, beside where it lay; returns its new name. */
  setAside(path: string): string
  /** Empties it; what was set aside stays. */
  clear(): void
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'it is a file, or a part of its path is',
  ENOENT: 'the file system takes no folder there',
}

/** Why something could not be written, in words. */
export function whyUnwritable(error: unknown): string {
  const code = codeOf(error)
  return Object.hasOwn(reasons, code) ? `${reasons[code]} (${code})` : code
}

/** What may lie in a folder that is taken for the first time. */
const isNothing = (name: string) => name.startsWith('.') || name === 'lost+found'

function markAsOurs(folder: string): void {
  const path = join(folder, 'aion-contract.json')
  const names = readdirSync(folder).filter((name) => !isNothing(name) && !name.startsWith('lock'))
  if (!names.includes('aion-contract.json')) {
    if (names.length > 0 && !names.every((name) => name === 'worlds' || name === 'bytes'))
      throw new Error(
        `${folder} holds other things (${names.slice(0, 3).join(', ')}): give --persist a folder of its own`,
      )
    writeFileSync(path, `${JSON.stringify({ version, about })}\n`, { mode: 0o600 })
    return
  }
  let found: { version?: unknown }
  try {
    found = Object(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new Error(
      `${path} is damaged. It says {"version":${version}} and no more: write that, or remove the folder`,
      {
        cause,
      },
    )
  }
  if (found.version !== version)
    throw new Error(
      `${path} says version ${JSON.stringify(found.version)}, this aion-contract reads ${version}: use the one that wrote it, or another folder`,
    )
}

/** What a crash left unfinished is of no use. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith(unfinished)) rmSync(join(folder, name), { force: true })
}

/** Makes a folder and those above it. Node's own way hangs under /proc, and calls a read-only disk ENOENT. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return
  makeFolders(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/**
 * Makes or opens a folder for worlds.
 * @throws Error that says why not: it cannot be written, holds other things, is in use, or is of another version
 */
export function openWorldFolder(path: string): WorldFolder {
  const folder = resolve(path)
  const worlds = join(folder, 'worlds')
  const bytes = join(folder, 'bytes')
  let lock: FolderLock | undefined
  try {
    makeFolders(folder)
    lock = lockFolder(folder)
    markAsOurs(folder)
    for (const part of [worlds, bytes]) {
      mkdirSync(part, { recursive: true, mode: 0o700 })
      removeUnfinished(part)
    }
  } catch (error) {
    lock?.release()
    if (error instanceof Error && !('code' in error)) throw error
    throw new Error(`${folder} cannot hold the worlds of tenants: ${whyUnwritable(error)}`, { cause: error })
  }
  return {
    lock,
    worlds,
    bytes,
    setAside(path) {
      const aside = `${path}${damaged}${new Date().toISOString().replace(/[:.]/g, '-')}`
      renameSync(path, aside)
      return aside
    },
    clear() {
      for (const part of [worlds, bytes])
        for (const name of readdirSync(part))
          if (!name.includes(damaged)) rmSync(join(part, name), { recursive: true, force: true })
    },
  }
}
