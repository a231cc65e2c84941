import { fail, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd, lostTheAnswer } from '../judging/end.ts'
import { usualGap } from '../judging/wait.ts'
import { isParseError } from '../outcome.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap, latest } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { missing429 } from './ra-missing-backoff.ts'

const soonMs = 5_000
const hourAgo: Scenario = { request: 'listFiles', script: [{ status: 429, retryAfterDate: -3_600 }, ok] }

export const raDatePast: ClientRule = {
  id: 'ra-date-past',
  level: 'MUST',
  group: 'retry-after',
  statement: 'A Retry-After date in the past means "now": neither a crash nor a hang.',
  source: 'RFC 9110 §10.2.3',
  remedy: 'Take a date in the past for a wait of nothing, and fall back on your own backoff.',
  scenarios: [hourAgo],
  background: [missing429],
  judge({ calls, clock }, { runOf }) {
    const plainMs = usualGap(runOf(missing429))
    return calls.map((call) => {
      const { outcome, watchedMs } = call
      const gapMs = firstGap(call)
      if (outcome && (isParseError(outcome) || (plainMs !== undefined && lostTheAnswer(call))))
        return fail(`fell over the date: ${describeEnd(outcome)}`)
      // Jitter may make one backoff twice another.
      const mostMs = latest(plainMs === undefined ? soonMs : Math.max(2 * plainMs, soonMs), clock)
      if (gapMs !== undefined) {
        const facts = `came back after ${ms(gapMs)}`
        return gapMs <= mostMs ? pass(facts) : fail(`${facts}; within ${ms(mostMs)} would be "now"`)
      }
      if (outcome === null) return fail(`hung: no second attempt in ${ms(watchedMs)}`)
      return notApplicable(`did not come back, but ended with ${describeEnd(outcome)}`)
    })
  },
}
