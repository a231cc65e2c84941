import { fail, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { always } from '../script/step.ts'

const mostAttempts = 10

export const truncated: Scenario = {
  request: 'listFiles',
  script: [always({ status: 200, form: 'truncated-json' })],
  isLong: true,
}

/** It was done, though nothing says what came of it. */
export const truncatedPost: Scenario = {
  request: 'createFolder',
  script: [always({ status: 200, form: 'truncated-json' })],
}

export const malformed2xxNotSuccess: ClientRule = {
  id: 'malformed-2xx-not-success',
  level: 'MUST',
  group: 'what',
  statement: 'A 2xx whose body is not the promised JSON (truncated, or a proxy page) is not passed on as data.',
  source: 'API pages: every success body but 204 is JSON',
  remedy: 'Throw when the body of a 2xx is not the JSON that it should be.',
  scenarios: [
    truncated,
    { request: 'listFiles', script: [always({ status: 200, form: 'html' })], isLong: true },
    truncatedPost,
    { request: 'updateApiKey', script: [always({ status: 200, form: 'truncated-json' })], isLong: true },
  ],
  judge({ calls }, { profile }) {
    if (profile.parsesJson === false) return notApplicable('declares that it passes bodies on unread')
    return calls.map((call) => {
      const { attempts, outcome } = call
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (attempts.length > (profile.maxAttempts ?? mostAttempts)) return fail(facts)
      if (outcome === null) return noEnd(call, facts)
      return outcome.ok ? fail(`passed it on: ${facts}`) : pass(facts)
    })
  },
}
