import { notApplicable, pass, warn } from '../../rules/look.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { always } from '../script/step.ts'

export const retryBudget: ClientRule = {
  id: 'retry-budget',
  level: 'MAY',
  group: 'how',
  statement: 'In an outage a budget for all calls of a client stops the retries.',
  source: 'Google SRE book, ch. 22; gRPC A6 retryThrottling; AWS SDK retry quota',
  remedy: 'Let retries draw on a budget that successes refill, shared by all calls of a client.',
  scenarios: [{ request: 'listFiles', script: [always({ status: 500 })], calls: 60, traffic: 'in-turn', isLong: true }],
  judge({ calls }) {
    const total = calls.reduce((sum, { attempts }) => sum + attempts.length, 0)
    const last = calls.at(-1)?.attempts.length ?? 0
    const most = Math.max(...calls.map(({ attempts }) => attempts.length))
    const facts = `${total} requests for ${count(calls.length, 'call')}, ${last} for the last`
    if (most === 1) return notApplicable('makes only one attempt')
    // An open circuit breaker lets nothing through at all.
    return last <= 1 && total < 2 * calls.length ? pass(facts) : warn(facts)
  },
}
