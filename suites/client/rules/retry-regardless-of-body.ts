import { fail, inconclusive, type Look, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { isParseError } from '../outcome.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok, type Step } from '../script/step.ts'

const statuses = [429, 500, 502, 503, 504]
const forms = ['html', 'empty', 'framework-detail', 'problem-json', 'truncated-json'] as const

const outage = (step: Step): Scenario => ({ request: 'listFiles', script: [always(step)], isLong: true })

/** Every temporary status with every foreign body, without end. */
export const foreignBodies = statuses.flatMap((status) => forms.map((form) => outage({ status, form })))

const breaksOff: Scenario = { request: 'listFiles', script: [{ status: 503, transport: 'close-mid-body' }, ok] }

/** The same with the envelope. */
function usualOf({ script: [step] }: Scenario): Scenario {
  const { status = 503, transport } = step ?? {}
  return transport ? { request: 'listFiles', script: [{ status }, ok] } : outage({ status })
}

export const retryRegardlessOfBody: ClientRule = {
  id: 'retry-regardless-of-body',
  level: 'MUST',
  group: 'what',
  statement:
    'Whether to retry is decided by status and headers: an error with HTML, an empty, foreign or broken body is retried like any other.',
  source: 'RFC 9110 §15; load balancers and frameworks answer without the envelope',
  remedy:
    'Decide by the status before you parse the body, and take a body that cannot be parsed for one that says nothing.',
  scenarios: [...foreignBodies, breaksOff],
  background: [...statuses.map((status) => outage({ status })), usualOf(breaksOff)],
  judge({ scenario, calls }, { runOf }) {
    const expected = runOf(usualOf(scenario))?.calls[0]?.attempts.length ?? 0
    return calls.map(({ attempts, outcome }): Look => {
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (outcome === null) return inconclusive(facts)
      if (attempts.length !== expected && isParseError(outcome)) return fail(`fell over the body: ${facts}`)
      if (attempts.length === expected)
        return expected > 1 ? pass(facts) : notApplicable(`${facts}; it does not retry this status`)
      if (scenario === breaksOff && expected === 1)
        return notApplicable(`${facts}: it does not retry ${scenario.script[0]?.status}, but the broken connection`)
      return fail(`${facts}; with the envelope it makes ${count(expected, 'attempt')}`)
    })
  },
}
