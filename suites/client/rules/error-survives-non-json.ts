import { fail, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import { isParseError } from '../outcome.ts'
import type { ClientRule } from '../rule.ts'
import { always } from '../script/step.ts'
import { foreignBodies } from './retry-regardless-of-body.ts'

export const errorSurvivesNonJson: ClientRule = {
  id: 'error-survives-non-json',
  level: 'MUST',
  group: 'again',
  statement:
    'A final failure with HTML, no body or a foreign one is still an error with its status, and no JSON syntax error.',
  source: 'load balancers and proxies answer without the envelope',
  remedy: 'Make the error from the status first, and add what the body says only when it parses.',
  scenarios: [
    ...foreignBodies,
    ...[401, 413].map((status) => ({
      request: 'listFiles' as const,
      script: [always({ status, form: 'html' })],
      isLong: true,
    })),
  ],
  judge({ scenario, calls }) {
    const status = scenario.script[0]?.status ?? 0
    return calls.map((call) => {
      const { outcome } = call
      if (outcome === null) return noEnd(call)
      const facts = `ended with ${describeEnd(outcome)}`
      if (outcome.ok) return fail(`took ${status} for a success`)
      if (isParseError(outcome)) return fail(`fell over the page: ${facts}`)
      if (outcome.isBlind) return notApplicable('only an exit code: no JSON line tells what the caller learns')
      return outcome.status === status || outcome.found.has(status)
        ? pass(facts)
        : fail(`${facts}: the ${status} is lost`)
    })
  },
}
