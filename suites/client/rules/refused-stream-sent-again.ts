import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { notOverHttp2 } from '../judging/over-http2.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun } from '../run.ts'
import { ok } from '../script/step.ts'

export const refusedStreamSentAgain: ClientRule = {
  id: 'refused-stream-sent-again',
  level: 'MAY',
  group: 'what',
  statement: 'Over HTTP/2, a request whose stream was refused is sent again, whatever its method: nobody processed it.',
  source: 'RFC 9113 §8.7',
  remedy: 'Take RST_STREAM with REFUSED_STREAM for a request that was never sent: send it again, a POST as well.',
  scenarios: (['listFiles', 'createFolder'] as const).map((request) => ({
    request,
    script: [{ transport: 'h2-refused-stream' }, ok],
  })),
  judge: ({ calls }) => calls.map(lookAt),
}

function lookAt(call: CallRun): Look {
  const { attempts, outcome } = call
  const elsewhere = notOverHttp2(call)
  if (elsewhere) return elsewhere
  const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
  if (outcome === null) return inconclusive(facts)
  return outcome.ok ? pass(facts) : warn(`${facts}, though the ${attempts[0]?.method} was not processed`)
}
