import { notApplicable, pass, warn } from '../../rules/look.ts'
import { count, ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { latest } from '../run.ts'
import { always } from '../script/step.ts'

const deadlineMs = 2_000

export const deadlineTotal: ClientRule = {
  id: 'deadline-total',
  level: 'SHOULD',
  group: 'how',
  statement:
    "A caller's deadline covers attempts and waits: no attempt starts after it, and a wait that cannot fit is not begun.",
  source: 'gRPC A6 ("the deadline applies across all attempts"); curl --retry-max-time',
  remedy:
    'Compare now plus the wait with the deadline before you begin the wait, and give up at once when it does not fit.',
  scenarios: [{ request: 'listFiles', script: [always({ status: 429, retryAfter: 5 })], deadlineMs }],
  judge({ calls, clock }, { profile }) {
    if (profile.takesDeadline === false) return notApplicable('declares that it takes no deadline')
    return calls.map(({ attempts: [first, ...others], settledMs, watchedMs }) => {
      if (!first) return warn('sent nothing')
      // Measured from the first request on: a command has to start first.
      const took = settledMs === null ? null : settledMs - first.times.headMs
      const late = others.filter(({ times }) => times.headMs - first.times.headMs > latest(deadlineMs, clock))
      const facts = `deadline ${ms(deadlineMs)}, ended after ${ms(took ?? watchedMs)}${took === null ? ' of watching' : ''}`
      if (late.length > 0) return warn(`${facts}; ${count(late.length, 'attempt')} came after the deadline`)
      return took !== null && took <= latest(deadlineMs, clock) ? pass(facts) : warn(facts)
    })
  },
}
