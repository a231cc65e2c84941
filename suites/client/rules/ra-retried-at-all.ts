import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'
import { timeAndAgain } from './ra-seconds-min-wait.ts'

export const raRetriedAtAll: ClientRule = {
  id: 'ra-retried-at-all',
  level: 'SHOULD',
  group: 'retry-after',
  statement: 'An idempotent request that is answered 429 with a short Retry-After is retried.',
  source: 'API page "Error Codes Reference": "Check Retry-After header"',
  remedy: 'Retry a 429 whose Retry-After is short.',
  scenarios: [{ request: 'listFiles', script: [{ status: 429, retryAfter: 1 }, ok] }, timeAndAgain],
  judge({ calls }) {
    return calls.flatMap(({ attempts, outcome }, index): Look[] => {
      // A call that is answered from a cache asks for nothing.
      if (index > 0 && attempts.length === 0 && outcome?.ok) return []
      const place = index > 0 ? `call ${index + 1} of ${calls.length} on one client: ` : ''
      const facts = `${place}${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (outcome === null) return [inconclusive(facts)]
      return [attempts.length === 2 && outcome.ok ? pass(facts) : warn(facts)]
    })
  },
}
