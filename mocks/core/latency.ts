import { createRandom } from '../../fixtures/random.ts'
import { drawDelayMs } from '../faults/delay.ts'
import { type Latency, readLatency } from '../faults/latency.ts'
import type { Answer } from './core.ts'
import type { IncomingMessageLike, MaybePromise } from './message.ts'
import type { TimeSource } from './time.ts'

type Handle = (request: IncomingMessageLike) => MaybePromise<Answer>

/**
 * Lets every answer take longer, what went wrong included. The work is done by then, as with a slow network: who gives up
 * meanwhile has changed something all the same. The delay of a fault comes before it.
 */
export function withLatency(
  handle: Handle,
  { latency, seed, time }: { readonly latency: Latency; readonly seed: number; readonly time: TimeSource },
): Handle {
  const delay = readLatency(latency)
  const random = createRandom(seed)
  return async (request) => {
    const ms = drawDelayMs(delay, random)
    const answer = await handle(request)
    if (ms > 0) await time.sleep(ms, request.gone?.())
    return answer
  }
}
