import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { jsonReply, noContent } from './json-reply.ts'
import { type ControlRoute, schemaRef } from './route.ts'

const entry = { $ref: schemaRef('PlanEntry') }

/** Whether an entry is of interest to a tenant: its own, or one for everybody. */
const concerns = (tenant: string | undefined, named: string | undefined) =>
  tenant === undefined || named === undefined || named === tenant

const noEntry = (id: string | undefined): Refusal => refuse('HTTP_404', { message: `The plan has no entry ${id}` })

export const faultRoutes: readonly ControlRoute[] = [
  {
    id: 'addFault',
    method: 'POST',
    path: '/faults',
    tenantIn: 'body',
    summary: 'Adds an entry to the fault plan.',
    body: { schema: 'PlanInput' },
    success: { status: 201, description: 'The entry, with its id and account.', schema: entry },
    run({ core, body, prefix }) {
      const added = core.faults.offer(body)
      if ('problem' in added) return invalid(added.problem.field, added.problem.issue)
      return jsonReply(added.entry, { status: 201, headers: ['Location', `${prefix}/faults/${added.entry.id}`] })
    },
  },
  {
    id: 'listFaults',
    method: 'GET',
    path: '/faults',
    tenantIn: 'query',
    summary: 'The fault plan, in the order in which it decides.',
    query: 'TenantQuery',
    success: {
      status: 200,
      description: 'The entries with their accounts; of one tenant, those for everybody included.',
      schema: { type: 'object', required: ['faults'], properties: { faults: { type: 'array', items: entry } } },
    },
    run: ({ core, query: { tenant } }) =>
      jsonReply({ faults: core.faults.list().filter((planned) => concerns(tenant, planned.tenant)) }),
  },
  {
    id: 'getFault',
    method: 'GET',
    path: '/faults/{id}',
    tenantIn: 'id',
    summary: 'One entry of the fault plan.',
    success: { status: 200, description: 'The entry with its account.', schema: entry },
    run({ core, boundTo, params: { id } }) {
      const found = core.faults.list().find((planned) => planned.id === id)
      return found && concerns(boundTo, found.tenant) ? jsonReply(found) : noEntry(id)
    },
  },
  {
    id: 'removeFault',
    method: 'DELETE',
    path: '/faults/{id}',
    tenantIn: 'id',
    summary: 'Removes an entry of the fault plan.',
    success: { status: 204, description: 'It is gone.' },
    run({ core, boundTo, params: { id = '' } }) {
      const found = core.faults.list().find((planned) => planned.id === id)
      // What is planned for everybody is not one tenant's to remove.
      if (!found || (boundTo !== undefined && found.tenant !== boundTo)) return noEntry(id)
      core.faults.remove(id)
      return noContent()
    },
  },
  {
    id: 'clearFaults',
    method: 'DELETE',
    path: '/faults',
    tenantIn: 'query',
    summary: 'Removes the entries of one tenant, or the whole plan.',
    query: 'TenantQuery',
    success: { status: 204, description: 'They are gone.' },
    run({ core, query: { tenant } }) {
      core.faults.clear(tenant)
      return noContent()
    },
  },
]
