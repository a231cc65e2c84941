import { firstGap } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'
import { type ClientUnderTest, runVirtual, type VirtualOptions } from './run-virtual.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Long enough for a second that passes in real time. */
const lingerMs = 1_500
const patienceMs = 10_000

/** A wait of one second, which takes no time at all on a clock that jumps. */
const oneSecond: Scenario = { request: 'listFiles', script: [{ status: 429, retryAfter: 1 }, ok], patienceMs }

/**
 * Whether a client lets a second pass in real time although the clock could jump: its waits are on timers that it took
 * hold of earlier or on another thread, and nothing here would measure them rightly.
 */
export async function waitsElsewhere(
  client: ClientUnderTest,
  virtual: VirtualTime,
  options: VirtualOptions,
): Promise<boolean> {
  const { calls } = await runVirtual(oneSecond, client, virtual, { ...options, lingerMs })
  const [call] = calls
  const gapMs = call && firstGap(call)
  // Whoever comes back only after all of the client's time was over did not wait by it.
  return gapMs !== undefined && gapMs >= patienceMs
}
