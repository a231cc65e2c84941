import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { notOverHttp2 } from '../judging/over-http2.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun } from '../run.ts'
import { ok } from '../script/step.ts'

export const goawayMovesOn: ClientRule = {
  id: 'goaway-moves-on',
  level: 'MAY',
  group: 'what',
  statement:
    'After GOAWAY, HTTP/2 requests go over a new connection: one that it leaves out is sent again there, one that it includes is not.',
  source: 'RFC 9113 §6.8, §8.7',
  remedy: 'Open a new connection after GOAWAY, and send again what its last stream identifier leaves out.',
  scenarios: [
    { request: 'listFiles', script: [{ transport: 'h2-goaway' }, ok] },
    { request: 'createFolder', script: [{ transport: 'h2-goaway-processed' }, ok], calls: 2, traffic: 'in-turn' },
  ],
  judge({ scenario, calls: [first, second] }): Look {
    if (!first) return inconclusive('made no call')
    return notOverHttp2(first) ?? (scenario.traffic === 'in-turn' ? lookAtNext(first, second) : lookAtLeftOut(first))
  },
}

const factsOf = ({ attempts, outcome }: CallRun) => `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`

/** A request that GOAWAY leaves out. */
function lookAtLeftOut(call: CallRun): Look {
  const [first, second] = call.attempts
  if (call.outcome === null) return inconclusive(factsOf(call))
  if (!second) return warn(`${factsOf(call)}, though GOAWAY had left the request out`)
  if (second.connection === first?.connection) return warn(`came back on the connection that was to end`)
  return call.outcome.ok ? pass(`${factsOf(call)}, on a new connection`) : warn(factsOf(call))
}

/** The call after one whose answer came with GOAWAY. */
function lookAtNext(first: CallRun, second: CallRun | undefined): Look {
  if (first.attempts.length > 1) return warn(`sent the ${first.attempts[0]?.method} again, though GOAWAY included it`)
  if (!second || second.outcome === null) return inconclusive('made no second call that ended')
  const isSame = second.attempts[0]?.connection === first.attempts[0]?.connection
  if (!second.outcome.ok || isSame)
    return warn(`the call after GOAWAY: ${factsOf(second)}${isSame ? ', on the same connection' : ''}`)
  return pass(`the call after GOAWAY: ${factsOf(second)}, on a new connection`)
}
