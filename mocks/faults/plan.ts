import { type Problem, readInput } from '../../contracts/read-input.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { createEntryIndex } from './entry-index.ts'
import type { Fault, ServedBy } from './fault.ts'
import { type PlanByCode, planByCode } from './plan-by-code.ts'
import {
  account,
  chancesFor,
  createLiveEntry,
  describeLeftover,
  isLeftover,
  type LiveEntry,
  matchesRest,
  type PlanEntry,
  type PlanFacts,
  serve,
  stepsLeft,
} from './plan-entry.ts'

export interface FaultPlan extends PlanByCode {
  /** Adds an entry, or says why it is none and leaves the plan as it was. */
  add(input: unknown): { readonly entry: PlanEntry } | { readonly problem: Problem }
  /** Adds all of these entries or, when any is refused, none. Its field then begins with the entry's place: `2.match`. */
  addAll(inputs: readonly unknown[]): { readonly entries: readonly PlanEntry[] } | { readonly problem: Problem }
  /** The fault that is due for this request, if any. Counts it as served. */
  take(facts: PlanFacts): { readonly fault: Fault; readonly by: ServedBy } | undefined
  /** The entries in the order of their definition, which is the order in which they decide. */
  list(): PlanEntry[]
  remove(id: string): boolean
  /** Removes the entries of one tenant (not those for everybody), or all of them. */
  clear(tenant?: string): void
  /** What was planned and has not happened: entries with steps left, and endless ones that no request ever met. */
  leftovers(tenant?: string): PlanEntry[]
  /** Throws an Error that lists the leftovers, if there are any. For the end of a test. */
  assertAllServed(tenant?: string): void
}

/** How many entries a plan holds at the most; those that are used up make room for new ones. */
export const maxEntries = 10_000

/** The plan of faults: the first entry in the order of definition that means a request and has steps left decides. */
export function createFaultPlan({ seed = 1 }: { seed?: number } = {}): FaultPlan {
  const entries = new Map<string, LiveEntry>()
  const index = createEntryIndex()
  let lastRank = 0

  function makeRoom(wanted: number): boolean {
    const surplus = entries.size + wanted - maxEntries
    if (surplus <= 0) return true
    const usedUp = [...entries.values()].filter((entry) => stepsLeft(entry) === 0).slice(0, surplus)
    if (usedUp.length < surplus) return false
    for (const { id } of usedUp) entries.delete(id)
    return true
  }

  function addAll(inputs: readonly unknown[]): ReturnType<FaultPlan['addAll']> {
    const read: LiveEntry['input'][] = []
    for (const [place, given] of inputs.entries()) {
      const result = readInput(faultValidators.PlanInput, given)
      if ('problem' in result)
        return { problem: { field: `${place}.${result.problem.field}`, issue: result.problem.issue } }
      read.push(result.input)
    }
    if (!makeRoom(inputs.length))
      return {
        problem: { field: 'body', issue: `The plan holds at most ${maxEntries} entries with steps left; remove some` },
      }
    const added = read.map((input) => {
      lastRank += 1
      const entry = createLiveEntry(lastRank, input)
      entries.set(entry.id, entry)
      index.add(entry)
      return account(entry)
    })
    return { entries: added }
  }

  function add(input: unknown): ReturnType<FaultPlan['add']> {
    const added = addAll([input])
    if ('problem' in added) {
      const { field, issue } = added.problem
      return { problem: { field: field.replace(/^0\./, ''), issue } }
    }
    const [entry] = added.entries
    return entry ? { entry } : { problem: { field: 'body', issue: 'Holds no entry' } }
  }

  function remove(id: string): boolean {
    const entry = entries.get(id)
    if (entry) index.remove(entry)
    return entries.delete(id)
  }

  const find = (id: string) => {
    const entry = entries.get(id)
    return entry && account(entry)
  }

  const leftovers = (tenant?: string) =>
    [...entries.values()]
      .filter((entry) => (tenant === undefined || entry.input.tenant === tenant) && isLeftover(entry))
      .map(account)

  return {
    ...planByCode({ add, find, remove }),
    add,
    addAll,
    take(facts) {
      for (const entry of index.candidates(facts)) {
        if (!matchesRest(entry, facts)) continue
        entry.matched += 1
        const { probability } = entry.input
        if (probability !== undefined && chancesFor(entry, facts.tenant, seed)() >= probability) continue
        const { step, number } = serve(entry, facts)
        if (stepsLeft(entry) === 0) index.remove(entry)
        if (step === 'pass') return undefined
        return {
          fault: step,
          by: { channel: 'plan', entry: entry.id, ...(entry.steps.length > 1 && { step: number }) },
        }
      }
      return undefined
    },
    list: () => [...entries.values()].map(account),
    remove,
    clear(tenant) {
      if (tenant === undefined) {
        entries.clear()
        index.clear()
      } else {
        for (const [id, { input }] of entries) if (input.tenant === tenant) remove(id)
      }
    },
    leftovers,
    assertAllServed(tenant) {
      const left = leftovers(tenant)
      if (left.length > 0)
        throw new Error(
          `${left.length} planned ${left.length === 1 ? 'fault was' : 'faults were'} not served:\n${left.map(describeLeftover).join('\n')}`,
        )
    },
  }
}

export type { PlannedFault } from './plan-by-code.ts'
export type { PlanEntry, PlanFacts, PlanInput, PlanMatch, Serving, Step } from './plan-entry.ts'
