import { faultSchemas, type JsonSchema, tenantName } from '../faults/fault-schema.ts'
import { tenantPatchSchema } from '../tenant/tenant-patch.ts'
import { maxScenarioEntries } from './scenario.ts'

/**
 * The JSON Schema of a scenario file, derived from the tables.
 * @param ref how one schema points to another
 * @param more properties that stand beside the scenario's own
 */
export function scenarioSchema(ref: (name: string) => string, more: Record<string, JsonSchema> = {}): JsonSchema {
  return {
    type: 'object',
    description: 'Faults that are planned together, and tenants that begin otherwise than usual.',
    required: ['faults'],
    properties: {
      $schema: { type: 'string' },
      description: { type: 'string' },
      seed: {
        type: 'integer',
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'Seeds every chance that has no seed of its own.',
      },
      tenants: {
        type: 'object',
        description: 'How tenants begin, by their names.',
        propertyNames: tenantName,
        additionalProperties: { $ref: ref('TenantPatch') },
        maxProperties: maxScenarioEntries,
      },
      faults: { type: 'array', items: { $ref: ref('PlanInput') }, minItems: 1, maxItems: maxScenarioEntries },
      ...more,
    },
    additionalProperties: false,
  }
}

/** The schema as it is shipped beside the scenarios, complete in itself. */
export function scenarioFileSchema(): JsonSchema {
  const ref = (name: string) => `#/$defs/${name}`
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A scenario of aion-contract',
    ...scenarioSchema(ref),
    $defs: { ...faultSchemas(ref), TenantPatch: tenantPatchSchema },
  }
}
