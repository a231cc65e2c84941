import { createRandom } from '../../../fixtures/random.ts'

/** Makes `Math.random` draw the numbers of a seed, or always the one that is wanted. Returns how to undo it. */
export function steerRandom(random: number | undefined, seed: number): () => void {
  const { random: real } = Math
  Math.random = random === undefined ? createRandom(seed) : () => random
  return () => {
    Math.random = real
  }
}

/** Puts the process into another time zone. Returns how to undo it. */
export function steerTimeZone(timeZone: string | undefined): () => void {
  const { TZ } = process.env
  if (timeZone === undefined) return () => undefined
  process.env.TZ = timeZone
  return () => {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  }
}
