import { didYouMean } from '../../contracts/near-name.ts'
import { isOperationId, type OperationId, operationIds } from '../../contracts/operations/index.ts'
import { isTenantName } from '../tenant/keys.ts'
import type { Fault, ServedBy } from './fault.ts'
import { compilePattern, type PathPattern } from './path-pattern.ts'
import { type Problem, readFault } from './read-fault.ts'
import { wordOf } from './word.ts'

/** A step of a sequence: a fault, or `pass` to let one request through. */
export type Step = Fault | 'pass'

export interface PlanMatch {
  readonly operation?: OperationId
  readonly method?: string
  /** Relative to the base URL; `*` stands for one segment, `**` for any number, `{name}` for one: `/user-files/*`. */
  readonly path?: string
}

/** What is planned, as it is given: by code, by the control API, in a scenario file. */
export interface PlanInput {
  /** For this tenant only; for every tenant when left out. */
  readonly tenant?: string
  readonly match?: PlanMatch
  readonly fault?: Fault
  readonly sequence?: readonly Step[]
  /** How often the fault, or the whole sequence, is served. Default 1. */
  readonly times?: number | 'always'
}

/** An entry of the plan with its account. */
export interface PlanEntry extends PlanInput {
  readonly id: string
  readonly times: number | 'always'
  /** How many steps were served so far, `pass` included. */
  readonly served: number
  /** How many steps are left; null when it goes on for ever. */
  readonly remaining: number | null
}

/** What of a request a plan can match on. */
export interface PlanFacts {
  readonly tenant: string
  readonly operation: OperationId | undefined
  readonly method: string
  /** Relative to the base URL, without the query. */
  readonly path: string
}

interface LiveEntry {
  readonly id: string
  readonly input: PlanInput
  readonly steps: readonly Step[]
  readonly times: number | 'always'
  readonly path: PathPattern | undefined
  served: number
}

export interface FaultPlan {
  /** Adds an entry, or says why it is none and leaves the plan as it was. */
  add(input: unknown): { readonly entry: PlanEntry } | { readonly problem: Problem }
  /** The fault that is due for this request, if any. Counts it as served. */
  take(facts: PlanFacts): { readonly fault: Fault; readonly by: ServedBy } | undefined
  list(): PlanEntry[]
  remove(id: string): boolean
  /** Removes the entries of one tenant (not those for everybody), or all of them. */
  clear(tenant?: string): void
}

/** How many entries a plan holds at the most, and how many steps a sequence. */
export const maxEntries = 10_000
export const maxSteps = 1_000

const fields = ['tenant', 'match', 'fault', 'sequence', 'times'] as const
const matchFields = ['operation', 'method', 'path'] as const

function unknownField(value: object, known: readonly string[], prefix = ''): Problem | undefined {
  const field = Object.keys(value).find((key) => !known.includes(key))
  return field === undefined
    ? undefined
    : { field: `${prefix}${field}`, issue: `Is not a known field.${didYouMean(wordOf(field), known)}` }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function checkMatch(match: unknown): Problem | undefined {
  if (match === undefined) return undefined
  if (!isRecord(match)) return { field: 'match', issue: 'Must be an object with operation, method or path' }
  const { operation, method, path } = match
  if (operation !== undefined && !isOperationId(operation))
    return {
      field: 'match.operation',
      issue: `${wordOf(operation)} is not an operation.${didYouMean(wordOf(operation), operationIds)}`,
    }
  if (method !== undefined && !(typeof method === 'string' && /^[A-Z]{1,20}$/.test(method)))
    return { field: 'match.method', issue: 'Must be a method in capitals, such as GET' }
  if (path !== undefined && (typeof path !== 'string' || !path.startsWith('/') || path.length > 1_000))
    return { field: 'match.path', issue: 'Must be a path relative to the base URL, such as /user-files/*' }
  return unknownField(match, matchFields, 'match.')
}

function readSteps({ fault, sequence }: Record<string, unknown>): { steps: Step[] } | { problem: Problem } {
  if ((fault === undefined) === (sequence === undefined))
    return { problem: { field: 'fault', issue: 'Exactly one of fault and sequence is required' } }
  if (sequence !== undefined && (!Array.isArray(sequence) || sequence.length === 0 || sequence.length > maxSteps))
    return { problem: { field: 'sequence', issue: `Must be a list of 1 to ${maxSteps} faults or "pass"` } }
  const given: unknown[] = Array.isArray(sequence) ? sequence : [fault]
  const steps: Step[] = []
  for (const [index, step] of given.entries()) {
    const prefix = sequence === undefined ? 'fault' : `sequence.${index}`
    if (step === 'pass' && sequence !== undefined) {
      steps.push('pass')
      continue
    }
    const read = readFault(step)
    if ('problem' in read)
      return {
        problem: {
          field: read.problem.field === 'fault' ? prefix : `${prefix}.${read.problem.field}`,
          issue: read.problem.issue,
        },
      }
    steps.push(read.fault)
  }
  return { steps }
}

function readEntry(input: unknown): { input: PlanInput; steps: Step[] } | { problem: Problem } {
  if (!isRecord(input)) return { problem: { field: 'body', issue: 'Must be an object with fault or sequence' } }
  const { tenant, match, times } = input
  const problem =
    unknownField(input, fields) ??
    (tenant === undefined || isTenantName(tenant)
      ? undefined
      : { field: 'tenant', issue: 'Must be 1 to 64 letters, digits, _ or -' }) ??
    checkMatch(match) ??
    (times === undefined || times === 'always' || (Number.isInteger(times) && Number(times) >= 1)
      ? undefined
      : { field: 'times', issue: 'Must be a whole number of at least 1, or "always"' })
  if (problem) return { problem }
  const read = readSteps(input)
  return 'problem' in read ? read : { input: input as PlanInput, steps: read.steps } // every field was checked above
}

const matches = ({ input: { tenant, match }, path }: LiveEntry, facts: PlanFacts): boolean =>
  (tenant === undefined || tenant === facts.tenant) &&
  (match?.operation === undefined || match.operation === facts.operation) &&
  (match?.method === undefined || match.method === facts.method) &&
  (path === undefined || path(facts.path))

const total = (entry: LiveEntry): number =>
  entry.times === 'always' ? Number.POSITIVE_INFINITY : entry.times * entry.steps.length

function account(entry: LiveEntry): PlanEntry {
  const { id, input, times, served } = entry
  return { id, ...input, times, served, remaining: times === 'always' ? null : total(entry) - served }
}

/** The plan of faults: entries in the order of their definition, the first that matches and has steps left decides. */
export function createFaultPlan(): FaultPlan {
  const entries = new Map<string, LiveEntry>()
  let lastId = 0
  return {
    add(given) {
      const read = readEntry(given)
      if ('problem' in read) return read
      if (entries.size >= maxEntries)
        return {
          problem: { field: 'body', issue: `The plan holds ${maxEntries} entries, as many as it can; remove some` },
        }
      const { input, steps } = read
      lastId += 1
      const entry: LiveEntry = {
        id: `plan-${lastId}`,
        input,
        steps,
        times: input.times ?? 1,
        path: input.match?.path === undefined ? undefined : compilePattern(input.match.path),
        served: 0,
      }
      entries.set(entry.id, entry)
      return { entry: account(entry) }
    },
    take(facts) {
      if (entries.size === 0) return undefined
      for (const entry of entries.values()) {
        if (entry.served >= total(entry) || !matches(entry, facts)) continue
        const index = entry.served % entry.steps.length
        entry.served += 1
        const step = entry.steps[index]
        if (step === undefined || step === 'pass') return undefined
        return {
          fault: step,
          by: { channel: 'plan', entry: entry.id, ...(entry.steps.length > 1 && { step: index + 1 }) },
        }
      }
      return undefined
    },
    list: () => [...entries.values()].map(account),
    remove: (id) => entries.delete(id),
    clear(tenant) {
      if (tenant === undefined) return entries.clear()
      for (const [id, { input }] of entries) if (input.tenant === tenant) entries.delete(id)
    },
  }
}
