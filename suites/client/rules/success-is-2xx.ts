import { fail, pass } from '../../rules/look.ts'
import { noEnd } from '../judging/no-end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { always, ok } from '../script/step.ts'

export const successIs2xx: ClientRule = {
  id: 'success-is-2xx',
  level: 'MUST',
  group: 'what',
  statement: 'Every 2xx is a success: 201, 202 and 204 (with its empty body) are neither retried nor made into errors.',
  source: 'RFC 9110 §15.3; API page "Error Codes Reference"',
  remedy: 'Take every status from 200 to 299 for a success, and an empty body for no data.',
  scenarios: [
    { request: 'createFolder', script: [always(ok)] },
    { request: 'describeBatch', script: [always(ok)] },
    // 202 may say when to ask for the result, which is another request.
    { request: 'describeBatch', script: [always({ ...ok, retryAfter: 1 })] },
    { request: 'deleteDocument', script: [always(ok)] },
  ],
  judge({ calls }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const status = attempts[0]?.status
      if (outcome === null) return noEnd(call, `the call had not ended after ${status}`)
      if (attempts.length > 1) return fail(`sent ${count(attempts.length, 'attempt')} although the first had ${status}`)
      return outcome.ok
        ? pass(`${status} after 1 attempt is a success`)
        : fail(`made ${status} into an error: ${outcome.name}${outcome.message ? `, ${outcome.message}` : ''}`)
    })
  },
}
