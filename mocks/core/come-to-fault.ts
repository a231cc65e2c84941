import { bytesIn } from '../faults/byte-count.ts'
import { afterBytesOf, type Fault } from '../faults/fault.ts'
import { drain, readUpTo } from './body.ts'
import type { Exchange } from './exchange.ts'
import type { TimeSource } from './time.ts'

/** Reads as much of the request as the fault lets come, then waits so long, or until the client is gone. */
export async function comeToFault(
  { body, request }: Pick<Exchange, 'body' | 'request'>,
  fault: Fault,
  delayMs: number,
  time: Pick<TimeSource, 'sleep'>,
): Promise<void> {
  const afterBytes = afterBytesOf(fault)
  if (body && !body.isTouched) {
    if (afterBytes !== undefined) await readUpTo(body, bytesIn(afterBytes))
    else if (!body.isHeldBack) await drain(body)
  }
  if (delayMs > 0) await time.sleep(delayMs, request.gone?.())
}
