import { faultRoutes } from './faults.ts'
import { healthRoutes } from './health.ts'
import { journalRoutes } from './journal.ts'
import { jsonReply } from './json-reply.ts'
import { controlDocument } from './openapi.ts'
import { operationRoutes } from './operations.ts'
import { resetRoutes } from './reset.ts'
import type { ControlRoute } from './route.ts'
import { scenarioRoutes } from './scenarios.ts'
import { tenantRoutes } from './tenants.ts'

const documentRoute: ControlRoute = {
  id: 'getDocument',
  method: 'GET',
  path: '/openapi.json',
  tenantIn: 'nowhere',
  summary: 'This document.',
  success: { status: 200, description: 'OpenAPI 3.1.', schema: { type: 'object' } },
  run: ({ version }) => jsonReply(controlDocument(controlRoutes, version)),
}

/** Everything that the control API answers. */
export const controlRoutes: readonly ControlRoute[] = [
  ...healthRoutes,
  ...operationRoutes,
  ...faultRoutes,
  ...scenarioRoutes,
  ...journalRoutes,
  ...resetRoutes,
  ...tenantRoutes,
  documentRoute,
]
