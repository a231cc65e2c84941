import { type JsonSchema, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { keyNames, permissions } from './probe.ts'

const text = { type: 'string', minLength: 1 }

/** What `aion-contract.config.{json,yaml,ts}` may say. */
export const configSchemas = {
  ConfigFile: {
    title: 'a configuration',
    description: 'The configuration of aion-contract.',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'The schema of this file, for editors.' },
      verify: { $ref: '#/$defs/VerifyConfig', description: 'What `aion-contract verify` is told.' },
    },
    additionalProperties: false,
    expected: 'an object with verify',
  },
  VerifyConfig: {
    title: 'verify',
    description: 'What `aion-contract.config.{json,yaml,ts}` may say under `verify`.',
    type: 'object',
    properties: {
      keys: {
        title: 'the keys',
        type: 'object',
        properties: Object.fromEntries(keyNames.map((name) => [name, text])),
        additionalProperties: false,
        tsType: 'Keys',
        description: 'A value `$NAME` is taken from the environment, so that the file itself holds no secret.',
      },
      allow: {
        type: 'array',
        items: { enum: [...permissions] },
        tsType: 'readonly Permission[]',
        description: 'What is allowed beyond reads and invalid requests.',
      },
      only: {
        type: 'array',
        items: text,
        tsType: 'readonly string[]',
        description: 'The rules that are judged; all of them when it is left out.',
      },
      maxRequests: { ...wholeNumber, description: 'So many requests are sent at the most.' },
      deadlineSeconds: { ...wholeNumber, description: 'The run ends after so many seconds.' },
      timeoutSeconds: { ...wholeNumber, description: 'Longest time for one exchange.' },
      minCoverage: {
        ...wholeNumber,
        description: 'Percent of the documented errors and statuses that must be observed.',
      },
    },
    additionalProperties: false,
  },
} satisfies Record<string, JsonSchema>
