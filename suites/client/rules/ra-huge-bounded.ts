import { fail, inconclusive, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd, shows } from '../judging/end.ts'
import { lookAtWait, understands } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { answeredMs, latest } from '../run.ts'
import { ok, type Step } from '../script/step.ts'
import { dateScenario } from './ra-http-date.ts'

const atOnceMs = 1_000
const dayMs = 86_400_000

/** An hour, which the API asks for on recrawls, up to what no clock can count. */
const huge: readonly Step[] = [
  ...[3_600, 86_400, 2_592_000].map((retryAfter) => ({ retryAfter })),
  { retryAfterDate: 2_592_000 },
  // Times 10^9 it is beyond 2^63.
  { retryAfter: 9_223_372_037 },
  { retryAfter: '99999999999999999999' },
]

export const raHugeBounded: ClientRule = {
  id: 'ra-huge-bounded',
  level: 'MUST',
  group: 'retry-after',
  statement: 'A huge Retry-After never becomes an early retry. Best is to give up at once and tell the caller.',
  source:
    'RateLimit header fields, security considerations; setTimeout overflows at 2^31-1 ms; 20 digits are 1*DIGIT, too',
  remedy:
    'Give up at once with the error when Retry-After asks for more than you will wait, and never hand a timer more than 2^31-1 ms.',
  scenarios: huge.map((step) => ({
    request: 'listFiles',
    script: [{ status: 429, ...step }, ok],
    isLong: true,
    patienceMs: 40 * dayMs,
    commandPatienceMs: 8_000,
  })),
  background: [dateScenario()],
  judge({ scenario, calls, clock }, { runOf }) {
    if (scenario.script[0]?.retryAfterDate !== undefined && !understands(runOf(dateScenario())))
      return [notApplicable('reads no dates, near or far')]
    return calls.map((call): Look => {
      const { attempts, outcome, settledMs, watchedMs } = call
      const wait = lookAtWait(call, clock)
      if (wait) return wait.isInTime ? warn(`waited it out: ${ms(wait.gapMs)}`) : fail(wait.facts)
      const answered = attempts[0] ? answeredMs(attempts[0]) : null
      if (answered === null) return inconclusive('there was no answer to judge')
      if (outcome === null || settledMs === null)
        return warn(`still waiting after ${ms(watchedMs)}, with no limit declared`)
      const facts = `gave up after ${ms(settledMs - answered)} with ${describeEnd(outcome)}`
      if (!shows(outcome, 429)) return warn(`${facts}: it does not show the 429`)
      return settledMs - answered <= latest(atOnceMs, clock)
        ? pass(facts)
        : warn(`${facts}; it could have known at once`)
    })
  },
}
