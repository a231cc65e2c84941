import type { JsonSchema } from '../../contracts/schemas/json-schema.ts'
import { mockSchema } from './mock-schema.ts'
import { verifySchema } from './verify-schema.ts'

/** What `aion-contract.config.{json,yaml,mjs,ts}` may say. */
export const configSchemas: Readonly<Record<string, JsonSchema>> = {
  ConfigFile: {
    title: 'a configuration',
    description: 'The configuration of aion-contract.',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'The schema of this file, for editors.' },
      mock: { $ref: '#/$defs/MockConfig', description: 'What `aion-contract mock` is told.' },
      verify: { $ref: '#/$defs/VerifyConfig', description: 'What `aion-contract verify` is told.' },
    },
    additionalProperties: false,
    expected: 'an object with mock or verify',
  },
  MockConfig: mockSchema,
  VerifyConfig: verifySchema,
}
