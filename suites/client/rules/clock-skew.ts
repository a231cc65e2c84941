import { type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { neverCameBack, understands } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap, latest } from '../run.ts'
import { ok } from '../script/step.ts'
import { dateScenario } from './ra-http-date.ts'

const askedSeconds = 4
const askedMs = askedSeconds * 1_000
/** Both dates are whole seconds. */
const roundingMs = 1_000
/** Jitter may be added. */
const mostMs = (askedMs + roundingMs) * 1.5
const hour = 3_600

export const clockSkew: ClientRule = {
  id: 'clock-skew',
  level: 'SHOULD',
  group: 'retry-after',
  statement: "Where the server's clock is off, a Retry-After date is measured against the answer's Date.",
  source: 'RFC 9110 §6.6.1, §10.2.3',
  remedy:
    "Subtract the answer's Date from the date in Retry-After, and take your own clock only where there is no Date.",
  scenarios: [hour, -hour].map((clockAhead) => ({
    request: 'listFiles',
    script: [{ status: 429, retryAfterDate: askedSeconds, clockAhead }, ok],
    patienceMs: 3 * hour * 1_000,
  })),
  background: [dateScenario()],
  judge({ scenario, calls, clock }, { runOf }) {
    if (!understands(runOf(dateScenario()))) return [notApplicable('reads no dates, whatever the clocks say')]
    const isAhead = (scenario.script[0]?.clockAhead ?? 0) > 0
    return calls.map((call): Look => {
      const gapMs = firstGap(call)
      const trusts = "it trusts its own clock, and the server's is an hour off"
      if (gapMs === undefined) {
        if (call.outcome !== null) return neverCameBack(call)
        return warn(`still waiting after ${ms(call.watchedMs)}, asked for ${ms(askedMs)}: ${trusts}`)
      }
      const facts = `came back after ${ms(gapMs)}, asked for ${ms(askedMs)}`
      const isNear = gapMs >= askedMs - roundingMs - clock.earlyMs && gapMs <= latest(mostMs, clock)
      if (isNear) return pass(facts)
      return warn(`${facts} by a server whose clock is an hour ${isAhead ? 'ahead' : 'behind'}: ${trusts}`)
    })
  },
}
