import type { Random } from '../../fixtures/random.ts'
import { maxDelayMs } from './bounds.ts'
import type { Delay } from './fault.ts'

/** Draws the milliseconds of a delay. A lognormal tail is cut at the longest delay that a fault may have. */
export function drawDelayMs(delay: Delay | undefined, random: Random): number {
  if (delay === undefined) return 0
  if (typeof delay === 'number') return delay
  if ('uniform' in delay) return delay.uniform[0] + random() * (delay.uniform[1] - delay.uniform[0])
  const { medianMs, sigma } = delay.lognormal
  // Box and Muller: a normal variate out of two even ones; 1 - random() keeps the logarithm finite.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.min(maxDelayMs, medianMs * Math.exp(sigma * normal))
}
