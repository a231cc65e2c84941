import { drain } from './body.ts'
import type { Answer } from './core.ts'
import type { Exchange } from './exchange.ts'
import type { MaybePromise, Refusal, Reply } from './message.ts'
import { refusalReply } from './reply.ts'
import { publishedLimits, rateState, withSharedHeaders } from './shared-headers.ts'

/** Unwanted bodies up to this size are read before the answer; longer ones are left to the connection. */
const drainedBytes = 1_048_576

/** Turns what came out into the answer. A short body that nobody wanted is read first: the journal then knows it. */
export function settle(exchange: Exchange, result: Reply | Refusal): MaybePromise<Answer> {
  const { body, attempt, tenant, requestId, nowMs } = exchange
  const reply = 'error' in result ? refusalReply(result, exchange) : result
  const rate = ('error' in result && result.window) || rateState(tenant, nowMs)
  const finished = { outcome: withSharedHeaders(reply, exchange, requestId, publishedLimits(rate)), attempt }
  const isUnread =
    body &&
    !body.isTouched &&
    !body.isHeldBack &&
    !reply.close &&
    body.declaredBytes !== undefined &&
    body.declaredBytes <= drainedBytes
  return isUnread ? drain(body).then(() => finished) : finished
}
