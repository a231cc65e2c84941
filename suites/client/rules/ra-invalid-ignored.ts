import { fail, pass, warn } from '../../rules/look.ts'
import { describeEnd, shows } from '../judging/end.ts'
import { isParseError } from '../outcome.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap } from '../run.ts'
import { ok } from '../script/step.ts'
import { missing429 } from './ra-missing-backoff.ts'

const immediateMs = 50
const values = ['-5', '1.5', 'soon', '', '2, 3', '2s', '2026-01-01T00:00:00Z', '99999999999999999999']
/** May also be read as what it seems to say, which is no worse. */
const decimal = '1.5'

export const raInvalidIgnored: ClientRule = {
  id: 'ra-invalid-ignored',
  level: 'MUST',
  group: 'retry-after',
  statement:
    'A Retry-After that is no valid value neither crashes the client, nor hides the API error, nor causes an immediate retry.',
  source: 'RFC 9110 §10.2.3 (1*DIGIT); AWS SDK retry behaviour 2026; gRPC A6 (pushback)',
  scenarios: values.map((retryAfter) => ({ request: 'listFiles', script: [{ status: 429, retryAfter }, ok] })),
  background: [missing429],
  judge({ scenario, calls }, { runOf }) {
    const [usual] = runOf(missing429)?.calls ?? []
    const ownMs = usual ? (firstGap(usual) ?? 0) : 0
    const isDecimal = scenario.script[0]?.retryAfter === decimal
    const leastMs = isDecimal ? immediateMs : Math.max(immediateMs, ownMs / 2)
    return calls.map((call) => {
      const { outcome, watchedMs } = call
      const gapMs = firstGap(call)
      if (outcome && isParseError(outcome)) return fail(`fell over the value: ${describeEnd(outcome)}`)
      if (gapMs !== undefined) {
        const facts = `came back after ${ms(gapMs)}`
        if (gapMs < immediateMs) return fail(`${facts}, which is at once`)
        return gapMs >= leastMs ? pass(facts) : warn(`${facts}; its own backoff is ${ms(ownMs)}`)
      }
      if (outcome === null) return fail(`hung: no second attempt in ${ms(watchedMs)}`)
      return shows(outcome, 429)
        ? pass(`gave up with ${describeEnd(outcome)}`)
        : fail(`lost the API error: ${describeEnd(outcome)}`)
    })
  },
}
