import { inconclusive, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { latest } from '../run.ts'
import { always } from '../script/step.ts'

const deadlineMs = 2_000

export const deadlineInFlight: ClientRule = {
  id: 'deadline-in-flight',
  level: 'SHOULD',
  group: 'how',
  statement: "A caller's deadline ends an attempt that is under way.",
  source: 'gRPC A6 ("the deadline applies across all attempts"); Go context deadlines',
  remedy: 'Give each attempt the smaller of its own timeout and what is left until the deadline.',
  scenarios: [
    {
      request: 'listFiles',
      script: [always({ transport: 'stall-headers' })],
      deadlineMs,
      timeoutMs: 10_000,
      patienceMs: 60_000,
      commandPatienceMs: 20_000,
    },
  ],
  judge({ calls, clock }, { profile }) {
    if (profile.takesDeadline === false) return [notApplicable('declares that it takes no deadline')]
    return calls.map(({ attempts: [first], outcome, settledMs, watchedMs }): Look => {
      if (!first) return inconclusive('sent nothing')
      const tookMs = settledMs === null ? null : settledMs - first.times.headMs
      if (tookMs === null) return warn(`still under way after ${ms(watchedMs)}, deadline ${ms(deadlineMs)}`)
      const facts = `deadline ${ms(deadlineMs)}, ended after ${ms(tookMs)} with ${describeEnd(outcome)}`
      return tookMs <= latest(deadlineMs, clock) ? pass(facts) : warn(facts)
    })
  },
}
