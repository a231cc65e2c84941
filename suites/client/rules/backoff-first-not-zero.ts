import { pass, warn } from '../../rules/look.ts'
import { neverCameBack } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap } from '../run.ts'
import { ok } from '../script/step.ts'

const immediateMs = 50

export const backoffFirstNotZero: ClientRule = {
  id: 'backoff-first-not-zero',
  level: 'SHOULD',
  group: 'how',
  statement: 'The first retry after an error status is not immediate.',
  source: 'API page "Error Codes Reference": "retry with exponential backoff"',
  scenarios: [{ request: 'listFiles', script: [{ status: 500 }, ok] }],
  judge({ calls }) {
    return calls.map((call) => {
      const gapMs = firstGap(call)
      if (gapMs === undefined) return neverCameBack(call)
      const facts = `came back after ${ms(gapMs)}`
      return gapMs >= immediateMs ? pass(facts) : warn(`${facts}; at least ${ms(immediateMs)} is a backoff`)
    })
  },
}
