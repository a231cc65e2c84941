import { operationIds } from '../../contracts/operations/index.ts'
import type { JsonSchema } from '../../contracts/schemas/json-schema.ts'
import { maxDelayMs } from '../faults/bounds.ts'
import { tenantName } from '../tenant/keys.ts'
import { keptOfTenant } from './bounds.ts'

/** Which attempts are asked for, by code and by the control API. */
export const filterFields = {
  tenant: { ...tenantName, description: 'Only what belongs to this tenant.' },
  operation: {
    enum: [...operationIds],
    expected: 'an operation',
    tsType: 'OperationId',
    description: 'Only attempts at this operation.',
  },
  after: {
    type: 'integer',
    minimum: 0,
    maximum: 999_999_999_999_999,
    expected: 'a whole number: the cursor of an answer before',
    description: 'Only attempts with a greater id: the cursor of the answer before.',
  },
  newest: {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    expected: 'a whole number between 1 and 10000',
    description: 'Of these at most so many, the newest.',
  },
} as const satisfies Record<string, JsonSchema>

const { newest: _, ...awaitedOf } = filterFields

export const filterSchemas = {
  JournalFilter: {
    title: 'a filter of attempts',
    description: 'Which attempts are asked for; all of them when it is left out.',
    type: 'object',
    properties: filterFields,
    additionalProperties: false,
  },
  AwaitedAttempts: {
    title: 'what can be waited for',
    description: 'What is waited for.',
    type: 'object',
    properties: {
      ...awaitedOf,
      count: {
        type: 'integer',
        minimum: 1,
        maximum: keptOfTenant,
        expected: `a whole number between 1 and ${keptOfTenant}, which is how many of a tenant are kept`,
        description: 'How many attempts must have ended. Default 1.',
      },
      timeoutMs: {
        type: 'number',
        minimum: 0,
        maximum: maxDelayMs,
        expected: `milliseconds between 0 and ${maxDelayMs}`,
        description: 'How long at the most, in milliseconds. Default 1,000.',
      },
    },
    additionalProperties: false,
  },
} satisfies Record<string, JsonSchema>
