import { type JsonSchema, wholeNumber } from '../../contracts/schemas/json-schema.ts'
import { tenantName } from '../tenant/keys.ts'
import { streamPace } from '../tenant/tenant-patch-schema.ts'

/** How many entries and tenants a scenario has at the most. */
export const maxScenarioEntries = 1_000

/** A situation to put a client in, as its file says it. */
export const scenarioSchema = {
  title: 'a scenario',
  description: 'Faults that are planned together, and tenants that begin otherwise than usual.',
  type: 'object',
  required: ['faults'],
  properties: {
    $schema: { type: 'string', description: 'The schema of this file, for editors.' },
    description: { type: 'string', description: 'What happens, in a sentence.' },
    seed: { ...wholeNumber, description: 'Seeds every chance that has no seed of its own.' },
    stream: streamPace,
    tenants: {
      type: 'object',
      propertyNames: tenantName,
      additionalProperties: { $ref: '#/$defs/TenantPatch' },
      maxProperties: maxScenarioEntries,
      tsType: 'Readonly<Record<string, TenantPatch>>',
      description: 'How tenants begin, by their names.',
    },
    faults: {
      type: 'array',
      items: { $ref: '#/$defs/PlanInput' },
      minItems: 1,
      maxItems: maxScenarioEntries,
      expected: `a list of 1 to ${maxScenarioEntries} entries`,
      tsType: 'readonly PlanInput[]',
      description: 'The entries of the plan, in the order in which they decide.',
    },
  },
  additionalProperties: false,
} as const satisfies JsonSchema
