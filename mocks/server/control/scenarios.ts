import { didYouMean } from '../../../contracts/near-name.ts'
import type { Problem } from '../../../contracts/read-input.ts'
import { wordOf } from '../../../contracts/word.ts'
import { invalid } from '../../core/message.ts'
import type { ScenarioOrder } from '../../generated/steering-types.ts'
import { applyScenario } from '../../scenario/apply-scenario.ts'
import { namedScenario, scenarioNames } from '../../scenario/built-in.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { jsonReply } from './json-reply.ts'
import { type ControlRoute, schemaRef, withBody } from './route.ts'

/** A body is a scenario itself, or names one. */
function scenarioOf(order: ScenarioOrder): { readonly scenario: Scenario } | { readonly problem: Problem } {
  if (!('name' in order)) return { scenario: order }
  const scenario = namedScenario(order.name)
  if (scenario) return { scenario }
  const names = scenarioNames()
  const issue = `${wordOf(order.name)} is not a scenario (${names.join(', ')}).${didYouMean(wordOf(order.name), names)}`
  return { problem: { field: 'name', issue } }
}

const names = { type: 'array', items: { type: 'object', required: ['name', 'description'] } }

export const scenarioRoutes: readonly ControlRoute[] = [
  {
    id: 'listScenarios',
    method: 'GET',
    path: '/scenarios',
    tenantIn: 'nowhere',
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
  withBody({
    id: 'loadScenario',
    method: 'POST',
    path: '/scenarios',
    tenantIn: 'body',
    summary: "Adds a scenario's faults to the plan and changes its tenants: one by its name, or one in the body.",
    body: { schema: 'ScenarioOrder' },
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
      const found = scenarioOf(body)
      const applied = 'problem' in found ? found : await applyScenario(core, found.scenario, body.tenant)
      if ('problem' in applied) return invalid(applied.problem.field, applied.problem.issue)
      return jsonReply({ faults: applied.entries }, { status: 201 })
    },
  }),
]
