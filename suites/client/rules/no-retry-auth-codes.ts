import type { ErrorCode } from '../../../contracts/errors.ts'
import { lookAtFinal } from '../judging/end.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

const finalCodes: readonly { readonly status: number; readonly code: ErrorCode }[] = [
  { status: 401, code: 'INVALID_API_KEY' },
  { status: 401, code: 'EXPIRED_API_KEY' },
  { status: 403, code: 'EXPIRED_API_KEY' },
  { status: 401, code: 'DEACTIVATED_API_KEY' },
  { status: 403, code: 'DEACTIVATED_API_KEY' },
  { status: 403, code: 'AUTHZ_ERROR' },
]

export const noRetryAuthCodes: ClientRule = {
  id: 'no-retry-auth-codes',
  level: 'MUST',
  group: 'what',
  statement:
    'INVALID_API_KEY, EXPIRED_API_KEY, DEACTIVATED_API_KEY and AUTHZ_ERROR are final, whatever status they come with.',
  source: 'API page "Error Codes Reference", authentication errors',
  remedy: 'Hand 401 and 403 to the caller at once, whatever else the answer says.',
  scenarios: (['listFiles', 'renameFolder'] as const).flatMap((request) =>
    finalCodes.map((answer) => ({ request, script: [answer, ok] })),
  ),
  judge({ scenario, calls }) {
    const [step] = scenario.script
    return calls.map((call) => lookAtFinal(call, `${step?.status} ${step?.code}`))
  },
}
