import { fail, inconclusive, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { idempotencyKeyOf } from '../judging/headers.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { ok, type Script } from '../script/step.ts'

const scripts: readonly Script[] = [
  [{ transport: 'reset' }, ok],
  [{ transport: 'close' }, ok],
  [{ transport: 'stall-headers' }, ok],
  [{ status: 500 }, ok],
  [{ status: 502 }, ok],
  [{ status: 504 }, ok],
]

export const postNotRetriedUnsafe: ClientRule = {
  id: 'post-not-retried-unsafe',
  level: 'MUST',
  group: 'what',
  statement: 'A POST without an idempotency key is not repeated when the first one may have done its work.',
  source: 'RFC 9110 §9.2.2; gRPC A6; Cloud Storage retry tests, case 4',
  scenarios: scripts.map((script) => ({ request: 'createFolder', script, timeoutMs: 700, commandPatienceMs: 8_000 })),
  judge({ calls }, { profile }) {
    return calls.map(({ attempts, outcome }) => {
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (attempts.length > 1) {
        if (attempts.every((attempt) => idempotencyKeyOf(attempt) !== undefined))
          return pass(`${facts}, under an idempotency key`)
        return profile.retriesPost === 'always'
          ? warn(`${facts}, as declared`)
          : fail(`${facts}: two may have been made`)
      }
      return outcome === null ? inconclusive(facts) : pass(facts)
    })
  },
}
