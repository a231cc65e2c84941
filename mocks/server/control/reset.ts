import { noContent } from './json-reply.ts'
import { type ControlRoute, withBody } from './route.ts'

export const resetRoutes: readonly ControlRoute[] = [
  withBody({
    id: 'reset',
    method: 'POST',
    path: '/reset',
    tenantIn: 'body',
    summary: "Forgets one tenant's world, plan and journal, or everything, and begins again as the mock was started.",
    body: { schema: 'ResetOrder', isOptional: true },
    success: { status: 204, description: 'The next request finds a new world.' },
    run({ core, body }) {
      core.reset(body.tenant)
      return noContent()
    },
  }),
]
