import type { ClockFacts } from '../run.ts'

/** By how much equal waits differ because of the bench: nothing where the clock jumps, else what was measured. */
export const noiseMs = (clock: ClockFacts): number => clock.noiseMs
