import { inconclusive, notApplicable, pass, warn } from '../../rules/look.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { gaps, latest } from '../run.ts'
import { always } from '../script/step.ts'

const longestMs = 64_000 * 1.5

export const backoffCapped: ClientRule = {
  id: 'backoff-capped',
  level: 'SHOULD',
  group: 'how',
  statement: 'A single wait without Retry-After has a cap: about a minute at most.',
  source: 'Azure (60 s); AWS (20 s); gRPC A6 maxBackoff',
  remedy: 'Cap a single wait at about 30 s.',
  scenarios: [
    {
      request: 'listFiles',
      script: [always({ status: 503 })],
      maxAttempts: 12,
      isLong: 'minutes',
      patienceMs: 3 * 3_600_000,
      commandPatienceMs: 25_000,
    },
  ],
  judge({ calls, clock }) {
    return calls.map((call) => {
      const waits = gaps(call).map((gap) => gap ?? 0)
      const longest = Math.max(0, ...waits)
      const facts = `the longest of ${count(waits.length, 'wait')} was ${ms(longest)}`
      if (waits.length === 0) return notApplicable('made only one attempt')
      if (longest > latest(longestMs, clock)) return warn(`${facts}; ${ms(longestMs)} is long`)
      return call.outcome === null ? inconclusive(`${facts} so far`) : pass(facts)
    })
  },
}
