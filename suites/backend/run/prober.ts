import { type Keys, usedKey } from '../credentials.ts'
import { type Exchange, isAnswered } from '../exchange.ts'
import type { Probe } from '../probe.ts'
import { isUnaskedLimit } from '../standing.ts'
import type { Names } from './compose.ts'
import { Ended, GivenUp, Unreachable } from './endings.ts'
import type { Exchanger } from './exchanger.ts'
import type { Pacer } from './pacer.ts'

export interface ProberOptions {
  readonly exchanger: Exchanger
  readonly pacer: Pacer
  readonly keys: Keys
  /** How many requests are sent at the most; cleaning up is not counted. */
  readonly maxRequests: number
  /** Aborts when somebody interrupts the run. */
  readonly interrupted: AbortSignal
  /** Aborts when the run is interrupted, or its deadline is over. */
  readonly stopped: AbortSignal
}

/** Sends one probe after another, within the limits of the target and of the run. */
export interface Prober {
  /** Sends a probe now. Throws `Ended` when it was aborted, `Unreachable` when the first of all requests reaches nobody. */
  exchange(probe: Probe, names: Names, signal: AbortSignal): Promise<Exchange>
  /**
   * Sends a probe when its turn comes, and again after a rate limit that it did not mean to meet. Throws `Ended` when the
   * run must not go on, `GivenUp` when the target makes bad keys wait.
   */
  once(probe: Probe, names: Names, signal: AbortSignal): Promise<Exchange>
  /** What to throw for whatever an abort has rejected. */
  endOnAbort(cause: unknown): never
}

const resendsAfterLimit = 8
/** Whoever makes a bad key wait longer than this defends itself against guessing: no more bad keys are sent. */
const longestBadKeyWaitMs = 2_000
const badKeys: ReadonlySet<string> = new Set(['none', 'malformed', 'unknown'])
/** So many requests without an answer, one after the other, mean that the target is gone. */
const lostAfter = 6

export function createProber(options: ProberOptions): Prober {
  const { exchanger, pacer, keys, maxRequests, interrupted, stopped } = options
  let sent = 0
  let unanswered = 0
  let areBadKeysEnded = false

  const aborted = () => new Ended(interrupted.aborted ? 'interrupted' : 'deadline')

  function endOnAbort(cause: unknown): never {
    throw stopped.aborted ? aborted() : cause
  }

  async function exchange(probe: Probe, names: Names, signal: AbortSignal): Promise<Exchange> {
    const { result, failure } = await exchanger.exchange(probe, names, signal)
    if (!result) throw aborted()
    unanswered = result.answer ? 0 : unanswered + 1
    if (failure?.isUnreachable && exchanger.exchanges.length === 1)
      throw new Unreachable(failure.message, { cause: failure })
    return result
  }

  async function once(probe: Probe, names: Names, signal: AbortSignal): Promise<Exchange> {
    const credential = probe.credential ?? 'main'
    if (areBadKeysEnded && badKeys.has(credential))
      throw new GivenUp('the target makes bad keys wait: no more of them were sent')
    const key = usedKey(credential, keys)
    for (let resends = 0; ; resends++) {
      if (stopped.aborted) throw aborted()
      if (probe.intent !== 'rate-limit') await pacer.turn(key, stopped).catch(endOnAbort)
      if (sent >= maxRequests) throw new Ended('max-requests')
      sent += 1
      const result = await exchange(probe, names, signal)
      if (unanswered >= lostAfter) throw new Ended('lost')
      if (!isAnswered(result) || !isUnaskedLimit(result) || resends >= resendsAfterLimit) return result
      const waitMs = pacer.waitAfter(result.answer)
      if (badKeys.has(key) && waitMs > longestBadKeyWaitMs) {
        areBadKeysEnded = true
        return result
      }
      pacer.pause(key, waitMs)
    }
  }

  return { exchange, once, endOnAbort }
}
