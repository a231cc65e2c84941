import type { ScenarioRun } from '../run.ts'
import { gaps } from '../run.ts'
import { mean, variation } from './statistics.ts'

/** The waits of all calls, by their place: first waits, second waits, … */
export function waitsByPlace(calls: ScenarioRun['calls']): number[][] {
  const all = calls.map((call) => gaps(call).map((gap) => gap ?? 0))
  const places = Math.max(0, ...all.map(({ length }) => length))
  return Array.from({ length: places }, (_, place) => all.flatMap((waits) => waits[place] ?? []))
}

const leastGrowth = 1.3
const leastOverTwo = 2
/** From here on a backoff may have reached its cap. */
const capMs = 8_000
/** No wait at all is another rule's matter. */
const immediateMs = 50
/** Above this spread the means of twenty calls cannot tell a line from a curve. */
const mostSpread = 0.3

/**
 * What keeps waits from growing geometrically, in words; undefined when nothing does. Waits that grow by equal steps
 * (1, 2, 3 s) have growing means, too: what tells is whether the steps grow.
 * @param addedMs lateness that any of the waits may hold
 */
export function whyNotGeometric(places: readonly (readonly number[])[], addedMs = 0): string | undefined {
  const steady = places.filter((waits) => mean(waits) >= immediateMs + addedMs)
  const means = steady.map(mean)
  /** A mean as the earlier of two that are compared: whoever allows for lateness takes it for shorter. */
  const before = (value: number) => Math.max(1, value - addedMs)
  const below = means.filter((value) => value < capMs)
  const shrinks = means.findIndex((value, index) => (means[index + 1] ?? value) < before(value) * 0.98)
  if (shrinks >= 0) return `wait ${shrinks + 2} is shorter than the one before it`
  const ratios = below.slice(1).map((value, index) => value / before(below[index] ?? value))
  const flat = ratios.findIndex((ratio) => ratio < leastGrowth)
  if (flat >= 0) return `wait ${flat + 2} is ${ratios[flat]?.toFixed(2)} times wait ${flat + 1}`
  const [first, second, third] = below
  if (first === undefined || second === undefined || third === undefined) return undefined
  if (third / before(first) < leastOverTwo) return `wait 3 is ${(third / first).toFixed(2)} times wait 1`
  if (steady.slice(0, 3).some((waits) => variation(waits) > mostSpread)) return undefined
  const growth = (third - before(second)) / Math.max(1, before(second) - first)
  return growth < leastGrowth ? 'it grows by equal steps, which is linear' : undefined
}
