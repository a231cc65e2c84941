import { plans } from '../../contracts/limits.ts'
import { type JsonSchema, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { maxAdvanceMs } from '../core/time.ts'
import { limitsOf } from './limits.ts'
import { momentSchema } from './moment-schema.ts'
import { providerStates } from './provider.ts'
import type { Tenant } from './tenant.ts'
import type { Usage } from './usage.ts'

const subscriptions = ['active', 'past_due'] satisfies Tenant['subscription'][]
const usageFields = ['storageBytes', 'descriptions', 'activeUploads', 'streamBytes'] satisfies (keyof Usage)[]
const limitFields = Object.keys(limitsOf(plans.professional, {}))

const counts = (fields: readonly string[], of: JsonSchema) => ({
  type: 'object',
  properties: Object.fromEntries(fields.map((field) => [field, of])),
  additionalProperties: false,
})

/** How fast message streams are. */
export const streamPace = {
  title: 'a pace',
  description: 'How fast the tokens of a message stream come.',
  type: 'object',
  required: ['tokensPerSecond'],
  properties: {
    tokensPerSecond: { type: 'number', minimum: 0, maximum: 10_000, description: 'Tokens in a second; 0: at once.' },
  },
  additionalProperties: false,
} satisfies JsonSchema

/** A change of a tenant from outside. */
export const tenantPatchSchema: JsonSchema = {
  title: 'a tenant',
  description: 'What of a tenant can be changed from outside.',
  type: 'object',
  properties: {
    plan: { enum: Object.keys(plans), tsType: 'PlanName', description: 'The plan.' },
    subscription: { enum: subscriptions, description: 'Whether it is paid for.' },
    usage: { ...counts(usageFields, wholeNumber), title: 'a usage', description: 'What counts as used.' },
    limits: {
      ...counts(limitFields, {
        ...wholeNumber,
        type: ['integer', 'null'],
        expected: `${wholeNumber.expected}, or null`,
      }),
      title: 'the limits',
      description: "Limits that differ from the plan's; `null` takes the plan's again.",
    },
    provider: { enum: providerStates, tsType: 'ProviderState', description: 'How the AI provider does.' },
    failureShare: {
      description: 'Which part of all work that takes time ends as a failure, from 0 to 1.',
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
    stream: streamPace,
    clock: {
      description:
        'Moves the clock by milliseconds, or sets it to an ISO 8601 moment; it goes on running from there. `skewSeconds` is how far the Date of answers alone is ahead of it.',
      type: 'object',
      properties: {
        advanceMs: {
          type: 'number',
          minimum: -maxAdvanceMs,
          maximum: maxAdvanceMs,
          expected: `milliseconds, at most ${maxAdvanceMs} either way`,
        },
        set: momentSchema,
        skewSeconds: {
          type: 'number',
          minimum: -maxAdvanceMs / 1_000,
          maximum: maxAdvanceMs / 1_000,
          expected: `seconds, at most ${maxAdvanceMs / 1_000} either way`,
        },
      },
      not: { required: ['advanceMs', 'set'] },
      additionalProperties: false,
      minProperties: 1,
      tsType: '{ readonly advanceMs?: number; readonly set?: string; readonly skewSeconds?: number }',
    },
  },
  additionalProperties: false,
}
