import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import type { ClockFacts } from '../run.ts'
import { mean, range, variation } from './statistics.ts'

/** Equal waits are as far apart as this many times the noise of the clock. */
const noises = 3

/**
 * Judges whether waits are spread enough to part the clients: in proportion to their length, and by more than equal waits
 * differ on this machine. Waits that vary, but by no more than that, tell nothing.
 */
export function lookAtSpread(waits: readonly number[], least: number, facts: string, clock: ClockFacts): Look {
  // What made all of them late hides how far apart they were meant to be.
  const sharedMs = Math.min(clock.addedMs, Math.min(...waits) - 1)
  const own = waits.map((wait) => wait - Math.max(0, sharedMs))
  if (variation(own) < least) {
    // A stall lines up what was meant to be apart: as far as it may have been, each as likely as the next.
    const atMost = clock.addedMs === 0 ? 0 : (range(waits) + clock.addedMs) / Math.sqrt(12) / mean(own)
    return (atMost < least ? warn : inconclusive)(`${facts}; ${least} would spread the clients`)
  }
  if (range(waits) >= noises * clock.noiseMs + clock.addedMs) return pass(facts)
  return inconclusive(`${facts}, but equal waits differ as much on this machine`)
}
