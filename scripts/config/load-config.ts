import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ConfigFile } from './generated/config-types.ts'

/** The names under which a configuration is found by itself. */
export const configNames = ['json', 'yaml', 'yml', 'mjs', 'ts'].map((extension) => `aion-contract.config.${extension}`)

/** A configuration, and where it stands. */
export interface Config {
  /** Undefined when there is none. */
  readonly path: string | undefined
  /** From where its files are seen. */
  readonly folder: string
  readonly config: ConfigFile
}

function find(folder: string): string | undefined {
  const found = configNames.map((name) => resolve(folder, name)).filter((path) => existsSync(path))
  if (found.length > 1) throw new TypeError(`${found.join(' and ')} are both there: keep one, or name it with --config`)
  return found[0]
}

/**
 * Loads the named file, or the one of the usual names in the folder; an empty configuration when there is none.
 * @throws InputFileError or TypeError that names the file, the line where there is one, the field and the near name
 */
export async function loadConfig(file: string | undefined, folder = process.cwd()): Promise<Config> {
  const path = file === undefined ? find(folder) : resolve(folder, file)
  if (path === undefined) return { path, folder, config: {} }
  // What reads one is a part of the start that most do without.
  const { readConfigFile } = await import('./read-config.ts')
  return { path, folder: dirname(path), config: await readConfigFile(path) }
}
