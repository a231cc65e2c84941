import { lookAtFinal } from '../judging/end.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

const finalStatuses = [400, 401, 402, 403, 404, 405, 410, 422]

export const noRetry4xx: ClientRule = {
  id: 'no-retry-4xx',
  level: 'MUST',
  group: 'what',
  statement: '400, 401, 402, 403, 404, 405, 410 and 422 are final: the same request cannot succeed.',
  source: 'Azure azurecore-http-retry-after; API page "Error Codes Reference"',
  scenarios: finalStatuses.map((status) => ({ request: 'listFiles', script: [{ status }, ok] })),
  judge({ scenario, calls }) {
    return calls.map((call) => lookAtFinal(call, String(scenario.script[0]?.status)))
  },
}
