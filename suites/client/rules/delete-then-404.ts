import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { neverCameBack } from '../judging/wait.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { always } from '../script/step.ts'

export const deleteThen404: ClientRule = {
  id: 'delete-then-404',
  level: 'MAY',
  group: 'again',
  statement: 'A DELETE that is repeated after a lost answer and then gets 404 has done its work.',
  source: 'RFC 9110 §9.2.2; Cloud Storage retry tests',
  remedy: 'Take 404 for a success when an earlier attempt of the same DELETE ended without an answer.',
  scenarios: [{ request: 'deleteDocument', script: [{ transport: 'reset' }, always({ status: 404 })] }],
  judge({ calls }) {
    return calls.map((call): Look => {
      const { attempts, outcome } = call
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (attempts.length < 2) return neverCameBack(call)
      if (outcome === null) return inconclusive(facts)
      return outcome.ok ? pass(facts) : warn(`${facts}, though the first may have deleted it`)
    })
  },
}
