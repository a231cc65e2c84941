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
  remedy: 'Hand every 4xx but 408, 425 and 429 to the caller at once.',
  scenarios: (['listFiles', 'createFolder'] as const).flatMap((request) =>
    finalStatuses.map((status) => ({ request, script: [{ status }, ok] })),
  ),
  judge({ scenario, calls }) {
    return calls.map((call) => lookAtFinal(call, String(scenario.script[0]?.status)))
  },
}
