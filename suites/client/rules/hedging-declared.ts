import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { count, ms } from '../report/figures.ts'
import type { RequestId } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import { hedges } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'

const methods: readonly RequestId[] = ['listFiles', 'createFolder', 'updateApiKey', 'renameFolder', 'deleteDocument']

export const slowAnswer = (request: RequestId): Scenario => ({
  request,
  script: [always({ ...ok, delayMs: 2_000 })],
})

export const hedgingDeclared: ClientRule = {
  id: 'hedging-declared',
  level: 'MAY',
  group: 'how',
  statement: 'No second attempt begins while the first is under way, or it is known for which methods and how often.',
  source: 'gRPC A6 (hedging is a policy of its own); Dean and Barroso, "The tail at scale"',
  remedy: 'Hedge safe methods only, once, and say so; send the second request when the first is late, not beside it.',
  scenarios: methods.map(slowAnswer),
  judge({ calls }) {
    return calls.map((call): Look => {
      const [first, second] = call.attempts
      const beside = hedges(call)
      if (!first) return inconclusive('sent nothing')
      if (!second || beside === 0)
        return call.outcome === null ? inconclusive('the call had not ended') : pass('one attempt at a time')
      const afterMs = second.times.headMs - first.times.headMs
      return warn(
        `hedges ${first.method}: the first of ${count(beside, 'further attempt')} came after ${ms(afterMs)}, ${call.attempts.length} times the load`,
      )
    })
  },
}
