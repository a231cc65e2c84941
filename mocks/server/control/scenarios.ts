import { didYouMean } from '../../../contracts/near-name.ts'
import { invalid } from '../../core/message.ts'
import { tenantName } from '../../faults/fault-schema.ts'
import type { Problem } from '../../faults/read-fault.ts'
import { wordOf } from '../../faults/word.ts'
import { applyScenario } from '../../scenario/apply-scenario.ts'
import { namedScenario, scenarioNames } from '../../scenario/load-scenario.ts'
import { readScenario, type Scenario } from '../../scenario/scenario.ts'
import { isTenantName } from '../../tenant/keys.ts'
import { jsonReply } from './json-reply.ts'
import { type ControlRoute, schemaRef } from './route.ts'

function findScenario(name: unknown): { readonly scenario: Scenario } | { readonly problem: Problem } {
  const scenario = typeof name === 'string' ? namedScenario(name) : undefined
  const names = scenarioNames()
  const issue = `${wordOf(name)} is not a scenario (${names.join(', ')}).${didYouMean(wordOf(name), names)}`
  return scenario ? { scenario } : { problem: { field: 'name', issue } }
}

/** A body is a scenario itself, or names one; `tenant` says for whom the entries are that name nobody. */
function readBody(body: unknown): ReturnType<typeof findScenario> & { readonly tenant?: unknown } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return readScenario(body)
  const { tenant, ...rest } = { tenant: undefined, ...body }
  if (tenant !== undefined && !isTenantName(tenant))
    return { problem: { field: 'tenant', issue: 'Must be 1 to 64 letters, digits, _ or -' } }
  if (!('name' in rest)) return { ...readScenario(rest), tenant }
  const { name, ...others } = rest
  const [unknownField] = Object.keys(others)
  if (unknownField !== undefined)
    return { problem: { field: wordOf(unknownField), issue: 'Stands beside name; give a name or a scenario' } }
  return { ...findScenario(name), tenant }
}

const names = { type: 'array', items: { type: 'object', required: ['name', 'description'] } }

export const scenarioRoutes: readonly ControlRoute[] = [
  {
    id: 'listScenarios',
    method: 'GET',
    path: '/scenarios',
    summary: 'The scenarios that come with the mock.',
    success: {
      status: 200,
      description: 'Their names and what they do.',
      schema: { type: 'object', required: ['scenarios'], properties: { scenarios: names } },
    },
    run: () =>
      jsonReply({
        scenarios: scenarioNames().map((name) => ({ name, description: namedScenario(name)?.description ?? '' })),
      }),
  },
  {
    id: 'loadScenario',
    method: 'POST',
    path: '/scenarios',
    summary: "Adds a scenario's faults to the plan and changes its tenants: one by its name, or one in the body.",
    body: {
      schema: {
        anyOf: [
          {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string' }, tenant: tenantName },
            additionalProperties: false,
          },
          { $ref: schemaRef('Scenario') },
        ],
      },
    },
    success: {
      status: 201,
      description: 'The entries that were added.',
      schema: {
        type: 'object',
        required: ['faults'],
        properties: { faults: { type: 'array', items: { $ref: schemaRef('PlanEntry') } } },
      },
    },
    async run({ core, body }) {
      const read = readBody(body)
      if ('problem' in read) return invalid(read.problem.field, read.problem.issue)
      const tenant = isTenantName(read.tenant) ? read.tenant : undefined
      const applied = await applyScenario(core, read.scenario, tenant)
      if ('problem' in applied) return invalid(applied.problem.field, applied.problem.issue)
      return jsonReply({ faults: applied.entries }, { status: 201 })
    },
  },
]
