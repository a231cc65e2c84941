import type { Keys } from '../../suites/backend/credentials.ts'
import { type KeyName, keyNames } from '../../suites/backend/probe.ts'
import { type Environment, fromEnvironment } from './from-environment.ts'
import type { VerifyConfig } from './generated/config-types.ts'
import type { Config } from './load-config.ts'

export type { VerifyConfig } from './generated/config-types.ts'

/** The keys themselves, where the file names variables of the environment. */
function keysOf(given: Keys, where: string, environment: Environment): Keys {
  const keys: Partial<Record<KeyName, string>> = {}
  for (const name of keyNames) {
    const text = given[name]
    if (text !== undefined) keys[name] = fromEnvironment(text, `${where}: verify.keys.${name}`, environment)
  }
  return keys
}

/** What a configuration tells `verify`. @throws TypeError when it asks for a variable that is not set */
export function verifyConfig({ path, config }: Config, environment: Environment = process.env): VerifyConfig {
  const { keys, ...others } = config.verify ?? {}
  return { ...others, ...(keys && { keys: keysOf(keys, path ?? 'the configuration', environment) }) }
}
