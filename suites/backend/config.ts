import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse as parseYaml } from 'yaml'
import { readInput } from '../../contracts/read-input.ts'
import type { Keys } from './credentials.ts'
import type { VerifyConfig } from './generated/config-types.ts'
import { configValidators } from './generated/config-validators.js'
import { type KeyName, keyNames } from './probe.ts'

export type { VerifyConfig } from './generated/config-types.ts'

export const configNames = ['json', 'yaml', 'yml', 'ts'].map((extension) => `aion-contract.config.${extension}`)

type Environment = Readonly<Record<string, string | undefined>>

/** The keys themselves, where the file names variables of the environment. */
function keysOf(given: Keys, where: string, environment: Environment): Keys {
  const keys: Partial<Record<KeyName, string>> = {}
  for (const name of keyNames) {
    const text = given[name]
    if (text === undefined) continue
    const key = text.startsWith('$') ? environment[text.slice(1)] : text
    if (key === undefined || key === '')
      throw new TypeError(`${where}: verify.keys.${name} asks for ${text}, which is not set in the environment`)
    keys[name] = key
  }
  return keys
}

/** Reads a configuration that is parsed already; throws a `TypeError` that names what is wrong. */
export function readConfig(value: unknown, where: string, environment: Environment): VerifyConfig {
  const read = readInput(configValidators.ConfigFile, value)
  if ('problem' in read) throw new TypeError(`${where}: ${read.problem.field}: ${read.problem.issue}`)
  const { keys, ...config } = read.input.verify ?? {}
  return { ...config, ...(keys && { keys: keysOf(keys, where, environment) }) }
}

async function parseFile(path: string): Promise<unknown> {
  if (/\.[mc]?[jt]s$/.test(path)) {
    const loaded: { default?: unknown } = await import(pathToFileURL(path).href)
    return loaded.default
  }
  const text = readFileSync(path, 'utf8')
  return path.endsWith('.json') ? JSON.parse(text) : parseYaml(text)
}

/** Loads the named file, or the first of the usual names in the folder; an empty configuration when there is none. */
export async function loadConfig(
  file: string | undefined,
  { folder = process.cwd(), environment = process.env }: { folder?: string; environment?: Environment } = {},
): Promise<VerifyConfig> {
  const path =
    file === undefined ? configNames.map((name) => resolve(folder, name)).find(existsSync) : resolve(folder, file)
  if (path === undefined) return {}
  let parsed: unknown
  try {
    parsed = await parseFile(path)
  } catch (cause) {
    throw new TypeError(`${path} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
  return readConfig(parsed, path, environment)
}
