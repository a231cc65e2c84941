import { type JsonSchema, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { keyNames, permissions } from '../../suites/backend/probe.ts'

const text = { type: 'string', minLength: 1 }

/** What a configuration says under `verify`. */
export const verifySchema = {
  title: 'verify',
  description: 'What `aion-contract verify` is told.',
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
} satisfies JsonSchema
