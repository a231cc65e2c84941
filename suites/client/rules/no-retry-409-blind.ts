import { pass } from '../../rules/look.ts'
import { lookAtFinal } from '../judging/end.ts'
import { idempotencyKeyOf } from '../judging/headers.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap } from '../run.ts'
import { ok } from '../script/step.ts'

const politeMs = 200

export const noRetry409Blind: ClientRule = {
  id: 'no-retry-409-blind',
  level: 'MUST',
  group: 'what',
  statement: '409 is not repeated unchanged, unless an idempotency key makes that harmless.',
  source: 'RFC 9110 §15.5.10; draft-ietf-httpapi-idempotency-key-header',
  remedy: 'Hand 409 to the caller, unless an idempotency key makes a second try harmless.',
  scenarios: [
    { request: 'createFolder', script: [{ status: 409 }, ok] },
    { request: 'renameFolder', script: [{ status: 409 }, ok] },
    { request: 'updateApiKey', script: [{ status: 409 }, ok] },
    { request: 'deleteDocument', script: [{ status: 409 }, ok] },
    { request: 'requestDocumentUpload', script: [{ status: 409 }, ok] },
  ],
  judge({ calls }) {
    return calls.map((call) => {
      const gapMs = firstGap(call)
      const [first] = call.attempts
      if (gapMs !== undefined && gapMs >= politeMs && first && idempotencyKeyOf(first) !== undefined)
        return pass(`repeated it after ${ms(gapMs)}, under the same idempotency key`)
      return lookAtFinal(call, '409')
    })
  },
}
