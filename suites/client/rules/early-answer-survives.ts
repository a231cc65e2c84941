import { inconclusive, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { codeOf } from '../script/answer-step.ts'
import { always } from '../script/step.ts'

const status = 413

export const earlyAnswerSurvives: ClientRule = {
  id: 'early-answer-survives',
  level: 'SHOULD',
  group: 'again',
  statement: 'A final answer that comes before the upload ends is the outcome, and no broken pipe.',
  source: 'RFC 9112 §9.6 (a client that sends should watch for an answer); Node.js issue 54366',
  remedy: 'Keep reading while you send, and look for an answer before you report that sending failed.',
  scenarios: (['reads-on', 'ends'] as const).map((early) => ({
    request: 'createFolder',
    script: [always({ status, early })],
    body: 'large',
  })),
  judge({ calls }) {
    return calls.map(({ attempts, outcome }): Look => {
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (attempts.length === 0) return notApplicable(`does not send such a body: ${describeEnd(outcome)}`)
      if (outcome === null) return inconclusive(facts)
      if (outcome.ok) return warn(`took ${status} for a success`)
      if (outcome.isBlind) return notApplicable('only an exit code: no JSON line tells what the caller learns')
      if (outcome.status !== status && !outcome.found.has(status)) return warn(`${facts}: the ${status} is lost`)
      return outcome.found.has(codeOf({ status })) ? pass(facts) : warn(`${facts}: its code is lost`)
    })
  },
}
