import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isRunning, processStart } from './process-start.ts'

/** A folder that is ours alone. */
export interface FolderLock {
  /** Shows others that it is still held; call it every few seconds. */
  refresh(): void
  release(): void
}

interface Holder {
  readonly pid: number
  readonly host: string
  readonly start: string | undefined
  readonly token: string
}

/** A holder on another machine or in another container is taken for dead when it was not heard of for so long. */
const silentMs = 10_000

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder // a file that only this module writes; anything else is nobody's
  } catch {
    return undefined
  }
}

/** Why a holder still counts; undefined when it is gone. */
function whyHeld(path: string, holder: Holder | undefined): string | undefined {
  if (!holder || typeof holder.pid !== 'number') return undefined
  if (holder.host === hostname()) {
    const isSame = isRunning(holder.pid) && [undefined, holder.start].includes(processStart(holder.pid))
    return isSame ? `process ${holder.pid}` : undefined
  }
  const silent = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return silent < silentMs
    ? `process ${holder.pid} on ${holder.host}, heard of ${Math.max(0, Math.round(silent / 1_000))} s ago`
    : undefined
}

/** Creates a file with its content in one step; false when there is one already. */
function createWhole(path: string, text: string, token: string): boolean {
  const beside = `${path}.${token}`
  writeFileSync(beside, text, { mode: 0o600 })
  try {
    linkSync(beside, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // Some file systems have no links.
    try {
      writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
      return true
    } catch (again) {
      if (codeOf(again) === 'EEXIST') return false
      throw again
    }
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Takes a lock away whose holder is gone. What somebody took meanwhile is given back. */
function removeStale(path: string, stale: Holder | undefined, token: string): void {
  const aside = `${path}.${token}.stale`
  try {
    renameSync(path, aside)
  } catch {
    return // somebody else was quicker
  }
  const moved = readHolder(aside)
  if (moved && moved.token !== stale?.token) createWhole(path, JSON.stringify(moved), token)
  rmSync(aside, { force: true })
}

/**
 * Takes a folder for this process.
 * @throws Error that names who has it
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'lock')
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    start: processStart(process.pid),
    token: randomUUID(),
  }
  for (let tries = 0; tries < 5; tries += 1) {
    if (createWhole(path, JSON.stringify(holder), holder.token)) {
      return {
        refresh() {
          const now = new Date()
          if (readHolder(path)?.token === holder.token) utimesSync(path, now, now)
        },
        release() {
          if (readHolder(path)?.token === holder.token) rmSync(path, { force: true })
        },
      }
    }
    const found = readHolder(path)
    const held = whyHeld(path, found)
    if (held !== undefined)
      throw new Error(`${folder} is in use by another mock (${held}): each keeps its tenants in a folder of its own`)
    removeStale(path, found, holder.token)
  }
  throw new Error(`${folder} is being taken by another mock at this moment; try again`)
}
