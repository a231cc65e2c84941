import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse as parseYaml } from 'yaml'
import { didYouMean } from '../../contracts/near-name.ts'
import type { Keys } from './credentials.ts'
import { type KeyName, keyNames, type Permission, permissions } from './probe.ts'

/** What `aion-contract.config.{json,yaml,ts}` may say under `verify`. */
export interface VerifyConfig {
  /** A value `$NAME` is taken from the environment, so that the file itself holds no secret. */
  readonly keys?: Keys
  readonly allow?: readonly Permission[]
  readonly only?: readonly string[]
  readonly maxRequests?: number
  readonly deadlineSeconds?: number
  /** Longest time for one exchange. */
  readonly timeoutSeconds?: number
  /** Percent of the documented errors and statuses that must be observed. */
  readonly minCoverage?: number
}

export const configNames = ['json', 'yaml', 'yml', 'ts'].map((extension) => `aion-contract.config.${extension}`)

const fields = [
  'keys',
  'allow',
  'only',
  'maxRequests',
  'deadlineSeconds',
  'timeoutSeconds',
  'minCoverage',
] as const satisfies readonly (keyof VerifyConfig)[]

type Environment = Readonly<Record<string, string | undefined>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function refuseUnknown(value: Record<string, unknown>, known: readonly string[], where: string): void {
  for (const name of Object.keys(value))
    if (!known.includes(name)) throw new TypeError(`${where} has no field ${name}.${didYouMean(name, known)}`)
}

function readKeys(value: unknown, where: string, environment: Environment): Keys {
  if (!isRecord(value)) throw new TypeError(`${where}: keys must be an object of ${keyNames.join(', ')}`)
  refuseUnknown(value, keyNames, `${where}: keys`)
  const keys: Partial<Record<KeyName, string>> = {}
  for (const name of keyNames) {
    const text = value[name]
    if (text === undefined) continue
    if (typeof text !== 'string' || text === '') throw new TypeError(`${where}: keys.${name} must be a text`)
    const key = text.startsWith('$') ? environment[text.slice(1)] : text
    if (key === undefined || key === '')
      throw new TypeError(`${where}: keys.${name} asks for ${text}, which is not set in the environment`)
    keys[name] = key
  }
  return keys
}

function readList(value: unknown, known: readonly string[] | undefined, where: string): string[] {
  if (!Array.isArray(value)) throw new TypeError(`${where} must be a list`)
  return value.map((item) => {
    const word = String(item)
    if (known && !known.includes(word)) throw new TypeError(`${where} has no ${word}.${didYouMean(word, known)}`)
    return word
  })
}

function readNumber(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new TypeError(`${where} must be a whole number, got ${JSON.stringify(value)}`)
  return value
}

/** Reads a configuration that is parsed already; throws a `TypeError` that names what is wrong. */
export function readConfig(value: unknown, where: string, environment: Environment): VerifyConfig {
  if (!isRecord(value)) throw new TypeError(`${where} must be an object with verify`)
  refuseUnknown(value, ['verify'], where)
  const { verify = {} } = value
  if (!isRecord(verify)) throw new TypeError(`${where}: verify must be an object`)
  refuseUnknown(verify, fields, `${where}: verify`)
  const { keys, allow, only, maxRequests, deadlineSeconds, timeoutSeconds, minCoverage } = verify
  return {
    ...(keys !== undefined && { keys: readKeys(keys, where, environment) }),
    ...(allow !== undefined && { allow: readList(allow, permissions, `${where}: allow`) as Permission[] }), // each was just found among the permissions
    ...(only !== undefined && { only: readList(only, undefined, `${where}: only`) }),
    ...(maxRequests !== undefined && { maxRequests: readNumber(maxRequests, `${where}: maxRequests`) }),
    ...(deadlineSeconds !== undefined && { deadlineSeconds: readNumber(deadlineSeconds, `${where}: deadlineSeconds`) }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds: readNumber(timeoutSeconds, `${where}: timeoutSeconds`) }),
    ...(minCoverage !== undefined && { minCoverage: readNumber(minCoverage, `${where}: minCoverage`) }),
  }
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
