import { type JsonSchema, where } from '../../../contracts/schemas/json-schema.ts'
import { faultSchemas } from '../../faults/fault-schema.ts'
import { filterFields } from '../../journal/filter-schema.ts'
import { scenarioSchema } from '../../scenario/scenario-schema.ts'
import { tenantName } from '../../tenant/keys.ts'
import { tenantPatchSchema } from '../../tenant/tenant-patch-schema.ts'

const { tenant } = filterFields
const whose = { ...tenantName, description: 'Whom the entries are for that name no tenant.' }

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
})

/** What requests to the control API carry, beside entries of the plan and tenant patches. */
const controlSchemas = {
  NoQuery: closed({}),
  TenantQuery: { ...closed({ tenant }), title: 'this request' },
  JournalQuery: { ...closed(filterFields), title: 'this request' },
  TenantPath: { ...closed({ name: tenantName }), required: ['name'] },
  ResetOrder: {
    ...closed({ tenant: { ...tenantName, description: 'Only this tenant.' } }),
    title: 'a reset',
    description: 'What is forgotten; everything when it is left out.',
  },
  NamedScenario: {
    ...closed({ name: { type: 'string', description: 'One of those that come with the mock.' }, tenant: whose }),
    required: ['name'],
    title: 'an order of a scenario by its name',
    description: 'A scenario that comes with the mock.',
  },
  OwnScenario: {
    ...scenarioSchema,
    properties: { ...scenarioSchema.properties, tenant: whose },
  },
  ScenarioOrder: {
    description: 'A scenario, or the name of one.',
    type: 'object',
    ...where({ required: ['name'] }, { $ref: '#/$defs/NamedScenario' }, { $ref: '#/$defs/OwnScenario' }),
    tsType: 'NamedScenario | OwnScenario',
  },
} satisfies Record<string, JsonSchema>

/** Everything that steers a mock from outside. */
export const steeringSchemas: Readonly<Record<string, JsonSchema>> = {
  ...faultSchemas,
  TenantPatch: tenantPatchSchema,
  Scenario: scenarioSchema,
  ...controlSchemas,
}

/** What is validated by itself: the bodies, queries and paths of the control API. */
export const steeringInputs: readonly string[] = ['PlanInput', 'TenantPatch', ...Object.keys(controlSchemas)]
