import { fail, inconclusive, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { isParseError } from '../outcome.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

export const interim1xxIgnored: ClientRule = {
  id: 'interim-1xx-ignored',
  level: 'MUST',
  group: 'what',
  statement: 'A 103 before the final answer is skipped; the final status counts.',
  source: 'RFC 9110 §15.2',
  remedy: 'Read on after a 1xx: the final status comes behind it.',
  scenarios: [
    { request: 'listFiles', script: [{ status: 200, transport: 'early-hints' }] },
    { request: 'listFiles', script: [{ status: 503, retryAfter: 1, transport: 'early-hints' }, ok] },
  ],
  judge({ scenario, calls }) {
    const final = scenario.script[0]?.status
    return calls.map(({ attempts, outcome }) => {
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (outcome === null) return inconclusive(facts)
      if (isParseError(outcome) || outcome.status === 103) return fail(`took the 103 for the answer: ${facts}`)
      if (final === 200) return outcome.ok ? pass(facts) : fail(facts)
      return outcome.ok && attempts.length === 1 ? fail(`${facts}, though the answer was ${final}`) : pass(facts)
    })
  },
}
