import { inconclusive, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { isAtOnce } from '../judging/wait.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { gaps } from '../run.ts'
import { ok } from '../script/step.ts'

export const retryConnectionFaultIdempotent: ClientRule = {
  id: 'retry-connection-fault-idempotent',
  level: 'SHOULD',
  group: 'what',
  statement:
    'A connection that breaks before any answer is retried for an idempotent request; after the first time with a backoff.',
  source: 'RFC 9110 §9.2.2; Azure ("hardware network failure"); Cloud Storage retry tests',
  remedy: 'Retry GET, PUT and DELETE when the connection breaks, from the second time on with a backoff.',
  scenarios: [
    { request: 'listFiles', script: [{ transport: 'reset' }, ok] },
    { request: 'listFiles', script: [{ transport: 'close' }, ok] },
    { request: 'deleteDocument', script: [{ transport: 'reset' }, ok] },
    { request: 'listFiles', script: [{ transport: 'reset', times: 2 }, ok] },
  ],
  judge({ scenario, calls, clock }) {
    const faults = scenario.script[0]?.times === 2 ? 2 : 1
    return calls.map((call) => {
      const { attempts, outcome } = call
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (outcome === null) return inconclusive(facts)
      if (attempts.length <= faults) return warn(facts)
      const second = gaps(call)[1]
      if (faults === 2 && second != null && isAtOnce(second, clock))
        return warn(`${facts}; the second retry came after ${ms(second)}`)
      return pass(facts)
    })
  },
}
