import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { controlPath } from './control-path.ts'
import { jsonReply, noContent } from './json-reply.ts'
import { type ControlRoute, schemaRef } from './route.ts'

const entry = { $ref: schemaRef('PlanEntry') }

const noEntry = (id: string | undefined): Refusal => refuse('HTTP_404', { message: `The plan has no entry ${id}` })

export const faultRoutes: readonly ControlRoute[] = [
  {
    id: 'addFault',
    method: 'POST',
    path: '/faults',
    summary: 'Adds an entry to the fault plan.',
    body: { schema: 'PlanInput' },
    success: { status: 201, description: 'The entry, with its id and account.', schema: entry },
    run({ core, body }) {
      const added = core.faults.add(body)
      if ('problem' in added) return invalid(added.problem.field, added.problem.issue)
      return jsonReply(added.entry, { status: 201, headers: ['Location', `${controlPath}/faults/${added.entry.id}`] })
    },
  },
  {
    id: 'listFaults',
    method: 'GET',
    path: '/faults',
    summary: 'The fault plan, in the order in which it decides.',
    query: 'TenantQuery',
    success: {
      status: 200,
      description: 'The entries with their accounts; of one tenant, those for everybody included.',
      schema: { type: 'object', required: ['faults'], properties: { faults: { type: 'array', items: entry } } },
    },
    run({ core, query: { tenant } }) {
      const concerns = (named: string | undefined) => tenant === undefined || named === undefined || named === tenant
      return jsonReply({ faults: core.faults.list().filter((planned) => concerns(planned.tenant)) })
    },
  },
  {
    id: 'getFault',
    method: 'GET',
    path: '/faults/{id}',
    summary: 'One entry of the fault plan.',
    success: { status: 200, description: 'The entry with its account.', schema: entry },
    run({ core, params: { id } }) {
      const found = core.faults.list().find((planned) => planned.id === id)
      return found ? jsonReply(found) : noEntry(id)
    },
  },
  {
    id: 'removeFault',
    method: 'DELETE',
    path: '/faults/{id}',
    summary: 'Removes an entry of the fault plan.',
    success: { status: 204, description: 'It is gone.' },
    run: ({ core, params: { id = '' } }) => (core.faults.remove(id) ? noContent() : noEntry(id)),
  },
  {
    id: 'clearFaults',
    method: 'DELETE',
    path: '/faults',
    summary: 'Removes the entries of one tenant, or the whole plan.',
    query: 'TenantQuery',
    success: { status: 204, description: 'They are gone.' },
    run({ core, query: { tenant } }) {
      core.faults.clear(tenant)
      return noContent()
    },
  },
]
