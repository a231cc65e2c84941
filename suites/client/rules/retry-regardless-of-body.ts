import { fail, inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { isParseError } from '../outcome.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

const usual: Scenario = { request: 'listFiles', script: [{ status: 503 }, ok] }

export const retryRegardlessOfBody: ClientRule = {
  id: 'retry-regardless-of-body',
  level: 'MUST',
  group: 'what',
  statement:
    'Whether to retry is decided by status and headers: a 503 with HTML, an empty or a broken body is retried like any other.',
  source: 'RFC 9110 §15; load balancers answer without the envelope',
  scenarios: [
    { request: 'listFiles', script: [{ status: 503, form: 'html' }, ok] },
    { request: 'listFiles', script: [{ status: 503, form: 'empty' }, ok] },
    { request: 'listFiles', script: [{ status: 503, transport: 'close-mid-body' }, ok] },
  ],
  background: [usual],
  judge({ calls }, { runOf }) {
    const expected = runOf(usual)?.calls[0]?.attempts.length ?? 0
    return calls.map(({ attempts, outcome }) => {
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (outcome === null) return inconclusive(facts)
      if (isParseError(outcome)) return fail(`fell over the body: ${facts}`)
      if (attempts.length === expected) return expected > 1 ? pass(facts) : notApplicable(`${facts}; it retries no 503`)
      return fail(`${facts}; with the envelope it makes ${count(expected, 'attempt')}`)
    })
  },
}
