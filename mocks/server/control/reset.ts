import { invalid } from '../../core/message.ts'
import { readObject } from '../../core/read-object.ts'
import { tenantName } from '../../faults/fault-schema.ts'
import { isTenantName } from '../../tenant/keys.ts'
import { noContent } from './json-reply.ts'
import type { ControlRoute } from './route.ts'

export const resetRoutes: readonly ControlRoute[] = [
  {
    id: 'reset',
    method: 'POST',
    path: '/reset',
    summary: "Forgets one tenant's world, plan and journal, or everything.",
    body: {
      schema: { type: 'object', properties: { tenant: tenantName }, additionalProperties: false },
      isOptional: true,
    },
    success: { status: 204, description: 'The next request finds a new world.' },
    run({ core, body = {} }) {
      const read = readObject(body, ['tenant'])
      if ('problem' in read) return invalid(read.problem.field, read.problem.issue)
      const { tenant } = read.object
      if (tenant !== undefined && !isTenantName(tenant))
        return invalid('tenant', 'Must be 1 to 64 letters, digits, _ or -')
      core.reset(tenant)
      return noContent()
    },
  },
]
