import type { Problem } from '../../contracts/read-input.ts'
import { checkTenantName } from '../tenant/keys.ts'
import { createEntryStore, type EntryStore, maxEntries } from './entry-store.ts'
import type { Fault, ServedBy } from './fault.ts'
import { type PlanByCode, planByCode } from './plan-by-code.ts'
import {
  account,
  chancesFor,
  describeLeftover,
  isLeftover,
  type LiveEntry,
  matchesRest,
  type PlanEntry,
  type PlanFacts,
  type PlanInput,
  serve,
  takeBack,
} from './plan-entry.ts'

import { readEntry } from './read-entry.ts'

/** A fault that a request meets, and who asked for it. */
export interface DueFault {
  readonly fault: Fault
  readonly by: ServedBy
  /** Tells the plan that it could not be served after all: the next request that fits meets it. */
  giveBack?(): void
}

export interface FaultPlan extends PlanByCode {
  /** Adds what comes from outside as an entry, or says why it is none and leaves the plan as it was. */
  offer(given: unknown): { readonly entry: PlanEntry } | { readonly problem: Problem }
  /** Adds all of these or, when any is refused, none. The field of the problem then begins with its place: `2.match`. */
  offerAll(given: readonly unknown[]): { readonly entries: readonly PlanEntry[] } | { readonly problem: Problem }
  /** The fault that is due for this request, if any. Counts it as served. */
  take(facts: PlanFacts): DueFault | undefined
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

type Read = { readonly inputs: readonly PlanInput[] } | { readonly problem: Problem }

/** Reads all of these as entries; the field of a problem begins with the entry's place. */
function readInputs(given: readonly unknown[], http2: boolean): Read {
  const inputs: PlanInput[] = []
  for (const [place, one] of given.entries()) {
    const read = readEntry(one, { http2 })
    if ('problem' in read) return { problem: { field: `${place}.${read.problem.field}`, issue: read.problem.issue } }
    inputs.push(read.input)
  }
  return { inputs }
}

const noRoom: Problem = {
  field: 'body',
  issue: `The plan holds at most ${maxEntries} entries with steps left; remove some`,
}

/** The first entry in the order of definition that means a request and has steps left decides; its chance may let it pass. */
function takeFrom(store: EntryStore, facts: PlanFacts, seed: number): DueFault | undefined {
  for (const entry of store.candidates(facts)) {
    if (!matchesRest(entry, facts)) continue
    entry.matched += 1
    const { probability } = entry.input
    if (probability !== undefined && chancesFor(entry, facts.tenant, seed)() >= probability) continue
    const serving = serve(entry, facts)
    store.afterTaking(entry)
    if (serving.fault === 'pass') return undefined
    return {
      fault: serving.fault,
      by: { channel: 'plan', entry: entry.id, ...(entry.steps.length > 1 && { step: serving.step }) },
      giveBack() {
        store.beforeReturning(entry)
        takeBack(entry, serving)
      },
    }
  }
  return undefined
}

function sayLeftovers(left: readonly PlanEntry[]): string {
  const count = left.length === 1 ? 'fault was' : 'faults were'
  return `${left.length} planned ${count} not served:\n${left.map(describeLeftover).join('\n')}`
}

/**
 * The plan of faults.
 * @param http2 whether any request can come over HTTP/2; where none can, faults of its streams are refused
 */
export function createFaultPlan({ seed = 1, http2 = true }: { seed?: number; http2?: boolean } = {}): FaultPlan {
  const store = createEntryStore()

  function offerAll(given: readonly unknown[]): ReturnType<FaultPlan['offerAll']> {
    const read = readInputs(given, http2)
    if ('problem' in read) return read
    const added = store.addAll(read.inputs)
    return added ? { entries: added.map(account) } : { problem: noRoom }
  }

  function offer(given: unknown): ReturnType<FaultPlan['offer']> {
    const added = offerAll([given])
    if ('problem' in added) {
      const { field, issue } = added.problem
      return { problem: { field: field.replace(/^0\./, ''), issue } }
    }
    const [entry] = added.entries
    return entry ? { entry } : { problem: { field: 'body', issue: 'Holds no entry' } }
  }

  const find = (id: string) => {
    const entry = store.get(id)
    return entry && account(entry)
  }

  function leftovers(tenant?: string): PlanEntry[] {
    checkTenantName(tenant)
    const isMeant = (entry: LiveEntry) => tenant === undefined || entry.input.tenant === tenant
    return store
      .list()
      .filter((entry) => isMeant(entry) && isLeftover(entry))
      .map(account)
  }

  return {
    ...planByCode({ offer, find, remove: store.remove }),
    offer,
    offerAll,
    take: (facts) => takeFrom(store, facts, seed),
    list: () => store.list().map(account),
    remove: store.remove,
    clear(tenant) {
      checkTenantName(tenant)
      store.clear(tenant)
    },
    leftovers,
    assertAllServed(tenant) {
      const left = leftovers(tenant)
      if (left.length > 0) throw new Error(sayLeftovers(left))
    },
  }
}

export { maxEntries } from './entry-store.ts'
export type { PlannedFault } from './plan-by-code.ts'
export type { PlanEntry, PlanFacts, PlanInput, PlanMatch, Serving, Step } from './plan-entry.ts'
