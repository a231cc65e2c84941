import { pass, warn } from '../../rules/look.ts'
import { neverCameBack } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap, latest } from '../run.ts'
import { raSecondsMinWait } from './ra-seconds-min-wait.ts'

export const raNotOverlong: ClientRule = {
  id: 'ra-not-overlong',
  level: 'SHOULD',
  group: 'retry-after',
  statement: 'The wait is not much longer than Retry-After asks for: at most half as long again, or two seconds more.',
  source: 'gRPC A6 ("exactly that delay"); AWS SDK retry behaviour 2026',
  scenarios: raSecondsMinWait.scenarios,
  judge({ calls, clock }) {
    return calls.map((call) => {
      const gapMs = firstGap(call)
      const askedMs = call.attempts[0]?.askedMs ?? 0
      if (gapMs === undefined) return neverCameBack(call)
      const mostMs = latest(Math.max(askedMs * 1.5, askedMs + 2_000), clock)
      const facts = `came back after ${ms(gapMs)}, asked for ${ms(askedMs)}`
      return gapMs <= mostMs ? pass(facts) : warn(`${facts}; up to ${ms(mostMs)} would do`)
    })
  },
}
