import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import type { ClockFacts } from '../run.ts'
import { range, variation } from './statistics.ts'

/** Equal waits are as far apart as this many times the noise of the clock. */
const noises = 3

/**
 * Judges whether waits are spread enough to part the clients: in proportion to their length, and by more than equal waits
 * differ on this machine. Waits that vary, but by no more than that, tell nothing.
 */
export function lookAtSpread(waits: readonly number[], least: number, facts: string, clock: ClockFacts): Look {
  // What made all of them late hides how far apart they were meant to be.
  const sharedMs = Math.min(clock.addedMs, Math.min(...waits) - 1)
  if (variation(waits.map((wait) => wait - Math.max(0, sharedMs))) < least)
    return warn(`${facts}; ${least} would spread the clients`)
  if (range(waits) >= noises * clock.noiseMs + clock.addedMs) return pass(facts)
  return inconclusive(`${facts}, but equal waits differ as much on this machine`)
}
