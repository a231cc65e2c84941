import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readInput } from '../../contracts/read-input.ts'
import { type InputKind, parseInput } from '../../mocks/input-file/parse-input.ts'
import { readText } from '../../mocks/input-file/read-text.ts'
import type { ConfigFile } from './generated/config-types.ts'
import { configValidators } from './generated/config-validators.js'

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

const configKind: InputKind<ConfigFile> = {
  noun: 'a configuration',
  maxCharacters: 1_048_576,
  read(value) {
    const read = readInput(configValidators.ConfigFile, value)
    return 'problem' in read ? read : { value: read.input }
  },
}

/** Reads a configuration that is parsed already; throws a `TypeError` that names what is wrong. */
export function readConfig(value: unknown, where: string): ConfigFile {
  const read = configKind.read(value)
  if ('problem' in read) throw new TypeError(`${where}: ${read.problem.field}: ${read.problem.issue}`)
  return read.value
}

/** Reads a configuration from YAML or JSON. @throws InputFileError with file, line, column and the word that was meant */
export const parseConfig = (text: string, source: string): ConfigFile => parseInput(text, source, configKind)

async function importDefault(path: string): Promise<unknown> {
  try {
    const loaded: { default?: unknown } = await import(pathToFileURL(path).href)
    return loaded.default
  } catch (cause) {
    const isUnknown = cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION'
    const why = isUnknown
      ? `Node ${process.versions.node} does not read TypeScript; call it .mjs`
      : cause instanceof Error
        ? cause.message
        : String(cause)
    throw new TypeError(`${path} could not be read: ${why}`, { cause })
  }
}

async function readFile(path: string): Promise<ConfigFile> {
  if (/\.[mc]?[jt]s$/.test(path)) return readConfig(await importDefault(path), path)
  return parseConfig(readText(path), path)
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
  return path === undefined
    ? { path, folder, config: {} }
    : { path, folder: dirname(path), config: await readFile(path) }
}
