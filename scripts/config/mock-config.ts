import { resolve } from 'node:path'
import { readLatency } from '../../mocks/faults/latency.ts'
import { namedScenario } from '../../mocks/scenario/built-in.ts'
import { type Environment, fromEnvironment } from './from-environment.ts'
import type { MockConfig } from './generated/config-types.ts'
import type { Config } from './load-config.ts'

export type { MockConfig } from './generated/config-types.ts'

/** The fields that name a file or a folder. */
const fileFields = ['data', 'persist', 'caFile', 'cert', 'key'] as const

/**
 * What a configuration tells `mock`: files as they are seen from its folder, secrets from the environment.
 * @throws TypeError that names the file and the field
 */
export function mockConfig({ path, folder, config }: Config, environment: Environment = process.env): MockConfig {
  const given = config.mock ?? {}
  const { latency, scenario, controlToken } = given
  const at = (field: string) => `${path}: mock.${field}`
  const files = fileFields.flatMap((field) => {
    const file = given[field]
    return file === undefined ? [] : [[field, resolve(folder, file)]]
  })
  return {
    ...given,
    ...Object.fromEntries(files),
    ...(scenario !== undefined && { scenario: namedScenario(scenario) ? scenario : resolve(folder, scenario) }),
    ...(controlToken !== undefined && {
      controlToken: fromEnvironment(controlToken, at('controlToken'), environment),
    }),
    ...(latency !== undefined && { latency: named(at('latency'), () => readLatency(latency)) }),
  }
}

function named<T>(at: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new TypeError(`${at}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
