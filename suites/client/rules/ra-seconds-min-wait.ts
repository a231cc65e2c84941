import { ms } from '../report/figures.ts'
import { firstGap } from '../run.ts'
import { ok } from '../script/step.ts'
import { type ClientRule, fail, notApplicable, pass } from './rule.ts'

export const raSecondsMinWait: ClientRule = {
  id: 'ra-seconds-min-wait',
  level: 'MUST',
  group: 'retry-after',
  statement:
    'After 429 or 503 with Retry-After: N, the next attempt comes no earlier than N seconds after the response.',
  source: 'RFC 9110 §10.2.3, §15.6.4; RFC 6585 §4; API page "Error Codes Reference"',
  scenarios: [
    { request: 'listFiles', script: [{ status: 429, retryAfter: 2 }, ok] },
    { request: 'listFiles', script: [{ status: 503, retryAfter: 2 }, ok] },
  ],
  judge({ calls, clock }) {
    return calls.map((call) => {
      const gapMs = firstGap(call)
      const askedMs = call.attempts[0]?.askedMs ?? 0
      if (gapMs === undefined) return notApplicable('never came back, so it waited for nothing')
      const early = askedMs - gapMs
      const facts = `came back after ${ms(gapMs)}, asked for ${ms(askedMs)}`
      if (early <= clock.earlyMs) return pass(facts)
      return fail(`${facts}: ${ms(early)} early, tolerance ${ms(clock.earlyMs)}`)
    })
  },
  sabotage: 'reads Retry-After on no status and waits its own backoff',
}
