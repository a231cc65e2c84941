import { lookAtFinal } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import type { ClientRule } from '../rule.ts'
import { oneEach } from '../scenario.ts'
import { ok } from '../script/step.ts'

const finalStatuses = [400, 401, 402, 403, 404, 405, 410, 422]
const otherMethods = ['updateApiKey', 'renameFolder', 'deleteDocument'] as const

export const noRetry4xx: ClientRule = {
  id: 'no-retry-4xx',
  level: 'MUST',
  group: 'what',
  statement: '400, 401, 402, 403, 404, 405, 410 and 422 are final: the same request cannot succeed.',
  source: 'Azure azurecore-http-retry-after; API page "Error Codes Reference"',
  remedy: 'Hand every 4xx but 408, 425 and 429 to the caller at once.',
  scenarios: [
    ...(['listFiles', 'createFolder'] as const).flatMap((request) =>
      finalStatuses.map((status) => ({ request, script: [{ status }, ok] })),
    ),
    ...otherMethods.map((request) => oneEach(request, finalStatuses)),
  ],
  judge({ scenario, calls }) {
    return calls.flatMap((call) => {
      const status = scenario.traffic === 'in-turn' ? call.attempts[0]?.status : scenario.script[0]?.status
      // A client that remembers an outage may refuse to send; one that neither sends nor ends hangs.
      if (status == null) return call.outcome === null ? [noEnd(call)] : []
      return [lookAtFinal(call, String(status))]
    })
  },
}
