import { pass, warn } from '../../rules/look.ts'
import { neverCameBack } from '../judging/wait.ts'
import type { ClientRule } from '../rule.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { ok } from '../script/step.ts'

const telling = /retry|attempt|sdk-request/i

function tellingHeaders({ headers }: SeenAttempt): string[] {
  return headers.flatMap((name, index) =>
    index % 2 === 0 && telling.test(name) ? [`${name}: ${headers[index + 1]}`] : [],
  )
}

export const attemptHeader: ClientRule = {
  id: 'attempt-header',
  level: 'MAY',
  group: 'again',
  statement: 'Later attempts say in a header that they are retries.',
  source: 'gRPC A6 (grpc-previous-rpc-attempts); AWS (amz-sdk-request); Stainless (x-stainless-retry-count)',
  remedy: 'Send the number of the retry in a header such as X-Retry-Count.',
  scenarios: [{ request: 'listFiles', script: [{ status: 500 }, ok] }],
  judge({ calls }) {
    return calls.map((call) => {
      const [first, second] = call.attempts
      if (!first || !second) return neverCameBack(call)
      const before = tellingHeaders(first)
      const fresh = tellingHeaders(second).filter((line) => !before.includes(line))
      return fresh.length > 0
        ? pass(`the second attempt says ${fresh.join(', ')}`)
        : warn('the second attempt looks like a first')
    })
  },
}
