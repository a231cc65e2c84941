import { randomUUID } from 'node:crypto'
import { closeSync, fsync, openSync, renameSync, writeFile } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

// On a busy server each wait lasts as long as the requests that are due: only for what may take the disk long is waited.
const write = promisify(writeFile)
const sync = promisify(fsync)

/** What files that are not whole yet end with. Whatever is left of them is deleted at the start. */
export const unfinished = '.tmp'

/**
 * Writes a file so that whoever reads it finds the old bytes or the new ones, whenever the process or the machine stops: into
 * a file beside it, onto the disk, and then into its place.
 * @param isStillWanted asked in the moment before it takes its place; then nothing is left of it
 * @returns whether it took its place
 */
export async function writeAtomically(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  isStillWanted: () => boolean = () => true,
): Promise<boolean> {
  const beside = `${path}.${randomUUID()}${unfinished}`
  try {
    const file = openSync(beside, 'wx', 0o600)
    try {
      for await (const chunk of chunks) await write(file, chunk)
      await sync(file)
    } finally {
      closeSync(file)
    }
    if (!isStillWanted()) {
      await rm(beside, { force: true })
      return false
    }
    renameSync(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
  return true
}

/** The new name is on the disk, too, once its folder is. Windows cannot open folders, and needs it not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    await sync(folder)
  } finally {
    closeSync(folder)
  }
}
