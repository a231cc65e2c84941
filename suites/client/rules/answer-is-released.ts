import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { neverCameBack } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { latest } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok, type Script } from '../script/step.ts'

const graceMs = 100
const mostConnections = 2
const turns = 6
const once: Script = [{ status: 503, body: 'huge' }, ok]

/** Garbage collection may close a connection that was forgotten: it does not come in time again and again. */
export const againAndAgain: Scenario = {
  request: 'listFiles',
  script: Array.from({ length: turns }, () => once).flat(),
  calls: turns,
  traffic: 'in-turn',
}

export const answerIsReleased: ClientRule = {
  id: 'answer-is-released',
  level: 'SHOULD',
  group: 'again',
  statement: 'The body of a failed answer is read or cancelled before the next attempt.',
  source: 'openai-go issue 495; undici: an unread body holds its connection until it is collected',
  remedy: 'Read the body of each failed answer to its end, or cancel it, before you wait for the next attempt.',
  scenarios: [{ request: 'listFiles', script: once }, againAndAgain],
  judge({ calls, clock }) {
    return calls.map((call): Look => {
      const [first, ...others] = call.attempts
      const [second] = others
      if (!first) return inconclusive('sent nothing')
      if (!second) return neverCameBack(call)
      const endMs = first.times.responseEndMs
      if (endMs === null) return warn('the body of the failed answer was never taken, nor was its connection closed')
      const late = endMs - second.times.headMs
      if (late > latest(graceMs, clock))
        return warn(`the failed answer was released ${ms(late)} after the next attempt`)
      const connections = new Set(call.attempts.map(({ connection }) => connection)).size
      return connections > mostConnections
        ? warn(`opened ${connections} connections for ${call.attempts.length} attempts`)
        : pass('released the failed answer before the next attempt')
    })
  },
}
