import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { getAssetKeys, getRawAsset } from 'node:sea'
import { pathToFileURL } from 'node:url'

let folder: string | undefined

/** Writes all that the executable carries into a folder of its own, which is deleted when it ends. */
function unpack(): string {
  const made = mkdtempSync(join(tmpdir(), 'aion-contract-'))
  for (const key of getAssetKeys()) {
    const path = join(made, key)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, new Uint8Array(getRawAsset(key)))
  }
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  return made
}

/** Where a file or folder of the repository lies for the single executable, which has nothing beside itself. */
export function embeddedFile(path: string): URL {
  folder ??= unpack()
  return pathToFileURL(join(folder, path) + (path.endsWith('/') ? '/' : ''))
}
