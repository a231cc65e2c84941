import { createRandom, hashOf, type Random } from '../../fixtures/random.ts'
import type { PlanInput, Step } from '../generated/fault-types.ts'
import { asFault, type Fault, faultName } from './fault.ts'
import { type FaultPlace, misplacedField } from './misplaced.ts'
import { compilePattern, type PathPattern } from './path-pattern.ts'

export type { PlanInput, PlanMatch, Step } from '../generated/fault-types.ts'

/** A step that was served: to which attempt of the journal, when on the tenant's clock, and which of the sequence, from 1. */
export interface Serving {
  readonly attempt: number
  readonly tenant: string
  readonly atMs: number
  readonly step: number
}

/** An entry of the plan with its account. */
export interface PlanEntry extends PlanInput {
  readonly id: string
  readonly times: number | 'always'
  /** How many requests it was asked about: those that match and that no earlier entry took. */
  readonly matched: number
  /** How many steps were served so far, `pass` included. */
  readonly served: number
  /** How many steps are left; null when it goes on for ever. */
  readonly remaining: number | null
  /** The latest steps that were served, oldest first. */
  readonly servings: readonly Serving[]
}

/** What of a request a plan can match on, and what its account says of it. */
export interface PlanFacts extends FaultPlace {
  readonly tenant: string
  readonly method: string
  /** Relative to the base URL, without the query. */
  readonly path: string
  /** Whether it is a call of the API: a favicon and a bare OPTIONS use up no fault unless the entry names them. */
  readonly isCall: boolean
  /** The attempt's id in the journal. */
  readonly attempt: number
  /** Epoch milliseconds on the tenant's clock. */
  readonly atMs: number
}

/** An entry of the plan at work. */
export interface LiveEntry {
  readonly id: string
  /** Its place in the order of definition. */
  readonly rank: number
  readonly input: PlanInput
  /** What is served, one after the other. */
  readonly steps: readonly (Fault | 'pass')[]
  readonly times: number | 'always'
  readonly path: PathPattern | undefined
  /** The chances of this entry, for each tenant its own: what one does changes nothing for another. */
  readonly chances: Map<string, Random>
  readonly servings: Serving[]
  /** Places of steps that were taken and could not be served. */
  readonly returned: number[]
  matched: number
  served: number
}

/** How many servings of an entry are kept. */
const keptServings = 100

export function createLiveEntry(rank: number, input: PlanInput): LiveEntry {
  const given = input.sequence ?? (input.fault ? [input.fault] : [])
  return {
    id: `plan-${rank}`,
    rank,
    input,
    steps: given.map((step) => (step === 'pass' ? step : asFault(step))),
    times: input.times ?? (input.probability === undefined ? 1 : 'always'),
    path: input.match?.path === undefined ? undefined : compilePattern(input.match.path),
    chances: new Map(),
    servings: [],
    returned: [],
    matched: 0,
    served: 0,
  }
}

/** How many steps are left; infinitely many when it goes on for ever. */
export const stepsLeft = ({ times, steps, served }: LiveEntry): number =>
  times === 'always' ? Number.POSITIVE_INFINITY : times * steps.length - served

/** The place of the step that is served next. */
const nextIndex = ({ returned, steps, served }: LiveEntry): number => returned[0] ?? served % steps.length

/** Whether a request is one for which the next step makes sense. */
function fitsNext(entry: LiveEntry, facts: PlanFacts): boolean {
  const next = entry.steps[nextIndex(entry)]
  return next === undefined || next === 'pass' || misplacedField(next, facts) === undefined
}

/** Whether a request is meant that has already the entry's tenant and operation. */
export const matchesRest = (entry: LiveEntry, facts: PlanFacts): boolean =>
  matchesWay(entry, facts) && fitsNext(entry, facts)

const matchesWay = ({ input: { match }, path }: LiveEntry, facts: PlanFacts): boolean =>
  (facts.isCall || match?.method !== undefined || path !== undefined) &&
  (match?.method === undefined || match.method === facts.method) &&
  (path === undefined || path(facts.path))

/** The chances of an entry for one tenant. */
export function chancesFor({ chances, input, rank }: LiveEntry, tenant: string, planSeed: number): Random {
  const known = chances.get(tenant)
  if (known) return known
  const made = createRandom((input.seed ?? planSeed + rank) ^ hashOf(tenant))
  chances.set(tenant, made)
  return made
}

/** Takes the next step of an entry for a request, and writes it into the account. */
export function serve(
  entry: LiveEntry,
  { attempt, tenant, atMs }: PlanFacts,
): Serving & { readonly fault: Fault | 'pass' } {
  const index = nextIndex(entry)
  entry.returned.shift()
  entry.served += 1
  const serving = { attempt, tenant, atMs, step: index + 1 }
  entry.servings.push(serving)
  if (entry.servings.length > keptServings) entry.servings.shift()
  return { ...serving, fault: entry.steps[index] ?? 'pass' }
}

/** Takes a serving back that came to nothing: the next request that fits meets its step. */
export function takeBack(entry: LiveEntry, { attempt, step }: Serving): void {
  entry.served -= 1
  entry.returned.push(step - 1)
  const place = entry.servings.findLastIndex((one) => one.attempt === attempt && one.step === step)
  if (place !== -1) entry.servings.splice(place, 1)
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

/** Whether an entry was planned for something that has not happened. One with a probability only has to have had its chance. */
export function isLeftover(entry: LiveEntry): boolean {
  if (entry.input.probability !== undefined) return entry.matched === 0
  return entry.times === 'always' ? entry.served === 0 : stepsLeft(entry) > 0
}

const stepName = (step: Step): string => (step === 'pass' ? step : faultName(step))

/** One line: `plan-2: listFiles → RATE_LIMIT_ERROR: 1 of 2 served`. */
export function describeLeftover({
  id,
  tenant,
  match,
  fault,
  sequence,
  served,
  remaining,
  matched,
}: PlanEntry): string {
  const where = [match?.operation, match?.method, match?.path, tenant && `tenant ${tenant}`].filter(Boolean).join(' ')
  const what = fault ? stepName(fault) : (sequence ?? []).map(stepName).join(', ')
  const count = remaining === null ? 'never served' : `${served} of ${served + remaining} served`
  const why = matched === 0 ? ' (no request matched)' : ''
  return `  ${id}: ${where || 'any request'} → ${what}: ${count}${why}`
}
