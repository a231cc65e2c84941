import type { RequestId } from '../requests.ts'
import { firstGap } from '../run.ts'
import { startScript } from '../script/server.ts'
import { ok, type Script } from '../script/step.ts'
import { type ClientUnderTest, runVirtual, type VirtualOptions } from './run-virtual.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Long enough for a second that passes in real time. */
const lingerMs = 1_500
const patienceMs = 10_000
const secondMs = 1_000

/** A wait of one second, or one of the client's own choice: on a clock that jumps neither takes time. */
const waits: readonly Script[] = [
  [{ status: 429, retryAfter: 1 }, ok],
  [{ status: 503 }, ok],
]

/**
 * Whether a client lets a second pass in real time although the clock could jump: its waits are on timers that it took
 * hold of earlier, on another thread or in a blocked one, and nothing here would measure them rightly.
 * @param request one that the client is known to make
 * @param realNow a clock that was not taken over, in milliseconds
 */
export async function waitsElsewhere(
  client: ClientUnderTest,
  request: RequestId,
  virtual: VirtualTime,
  options: VirtualOptions,
  realNow: () => number,
): Promise<boolean> {
  const { start = startScript } = options
  const look = async (script: Script): Promise<boolean> => {
    const moments: { answered?: number; again?: number } = {}
    const watched: VirtualOptions['start'] = (serving) =>
      start({
        ...serving,
        onActivity(what) {
          if (what === 'answered') moments.answered ??= realNow()
          if (what === 'arrived' && moments.answered !== undefined) moments.again ??= realNow()
          serving.onActivity?.(what)
        },
      })
    const { calls } = await runVirtual({ request, script, patienceMs }, client, virtual, {
      ...options,
      lingerMs,
      start: watched,
    })
    const gapMs = calls[0] && firstGap(calls[0])
    const realMs = (moments.again ?? Number.NaN) - (moments.answered ?? Number.NaN)
    // Whoever comes back only after all of the client's time was over did not wait by it.
    return gapMs !== undefined && (gapMs >= patienceMs || (gapMs < 0.9 * secondMs && realMs >= 0.9 * secondMs))
  }
  // A machine that stood still for a second does not do so twice.
  for (const script of waits) if ((await look(script)) && (await look(script))) return true
  return false
}
