import { pass, warn } from '../../rules/look.ts'
import { atOnceMs, isAtOnce, neverCameBack, usualGap } from '../judging/wait.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'
import { samples } from './ra-missing-backoff.ts'

export const backoffFirstNotZero: ClientRule = {
  id: 'backoff-first-not-zero',
  level: 'SHOULD',
  group: 'how',
  statement: 'The first retry after an error status is not immediate.',
  source: 'API page "Error Codes Reference": "retry with exponential backoff"',
  remedy: 'Wait before the first retry, too.',
  scenarios: [{ request: 'listFiles', script: [{ status: 500 }, ok], calls: samples, judgedByMiddle: true }],
  judge(run) {
    const gapMs = usualGap(run)
    if (gapMs === undefined) return neverCameBack(run.calls[0])
    const facts = `came back after ${ms(gapMs)}, in the middle of ${count(run.calls.length, 'call')}`
    return isAtOnce(gapMs, run.clock) ? warn(`${facts}; at least ${ms(atOnceMs)} is a backoff`) : pass(facts)
  },
}
