import { createRandom, type Random } from '../core/random.ts'
import { compilePattern, type PathPattern } from './path-pattern.ts'
import type { PlanEntry, PlanFacts, PlanInput, Serving, Step } from './plan-entry.ts'

/** An entry of the plan at work. */
export interface LiveEntry {
  readonly id: string
  /** Its place in the order of definition. */
  readonly rank: number
  readonly input: PlanInput
  readonly steps: readonly Step[]
  readonly times: number | 'always'
  readonly path: PathPattern | undefined
  /** The chances of this entry, for each tenant its own: what one does changes nothing for another. */
  readonly chances: Map<string, Random>
  readonly servings: Serving[]
  matched: number
  served: number
}

/** How many servings of an entry are kept. */
const keptServings = 100

export function createLiveEntry(rank: number, input: PlanInput, steps: readonly Step[]): LiveEntry {
  return {
    id: `plan-${rank}`,
    rank,
    input,
    steps,
    times: input.times ?? (input.probability === undefined ? 1 : 'always'),
    path: input.match?.path === undefined ? undefined : compilePattern(input.match.path),
    chances: new Map(),
    servings: [],
    matched: 0,
    served: 0,
  }
}

/** How many steps are left; infinitely many when it goes on for ever. */
export const stepsLeft = ({ times, steps, served }: LiveEntry): number =>
  times === 'always' ? Number.POSITIVE_INFINITY : times * steps.length - served

/** Whether a request is meant that has already the entry's tenant and operation. */
export const matchesRest = ({ input: { match }, path }: LiveEntry, facts: PlanFacts): boolean =>
  (match?.method === undefined || match.method === facts.method) && (path === undefined || path(facts.path))

/** A number that differs for every text (FNV-1a), so that each tenant has chances of its own. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/** The chances of an entry for one tenant. */
export function chancesFor({ chances, input, rank }: LiveEntry, tenant: string, planSeed: number): Random {
  const known = chances.get(tenant)
  if (known) return known
  const made = createRandom((input.seed ?? planSeed + rank) ^ hash(tenant))
  chances.set(tenant, made)
  return made
}

/** Takes the next step of an entry for a request, and writes it into the account. */
export function serve(
  entry: LiveEntry,
  { attempt, tenant, atMs }: PlanFacts,
): { readonly step: Step; readonly number: number } {
  const index = entry.served % entry.steps.length
  entry.served += 1
  entry.servings.push({ attempt, tenant, atMs, step: index + 1 })
  if (entry.servings.length > keptServings) entry.servings.shift()
  return { step: entry.steps[index] ?? 'pass', number: index + 1 }
}

/** The entry as others see it, with its account as it is now. */
export function account(entry: LiveEntry): PlanEntry {
  const { id, input, times, matched, served, servings } = entry
  const left = stepsLeft(entry)
  return {
    id,
    ...input,
    times,
    matched,
    served,
    remaining: Number.isFinite(left) ? left : null,
    servings: servings.slice(),
  }
}
