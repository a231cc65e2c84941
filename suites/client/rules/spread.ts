import type { ClockFacts } from '../run.ts'

/** By how much equal waits differ because of the bench: nothing where the clock jumps, else some tens of milliseconds. */
export const noiseMs = ({ mode, factor }: ClockFacts): number => (mode === 'virtual' ? 0.5 : 30 * factor)
