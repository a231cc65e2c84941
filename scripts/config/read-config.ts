import { pathToFileURL } from 'node:url'
import { readInput } from '../../contracts/read-input.ts'
import { type InputKind, parseInput } from '../../mocks/input-file/parse-input.ts'
import { readText } from '../../mocks/input-file/read-text.ts'
import type { ConfigFile } from './generated/config-types.ts'
import { configValidators } from './generated/config-validators.js'

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

/** Reads the configuration in a file: JSON, YAML, or what a module exports as its default. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  if (/\.[mc]?[jt]s$/.test(path)) return readConfig(await importDefault(path), path)
  return parseConfig(readText(path), path)
}
