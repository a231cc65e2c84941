import type { ErrorCode } from '../../contracts/errors.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import type { Problem } from '../../contracts/read-input.ts'
import type { ErrorFault, Fault, TransportFault, TransportKind } from './fault.ts'
import type { PlanEntry, PlanInput, Step } from './plan-entry.ts'

/** A fault by its name alone. */
export type FaultName = ErrorCode | TransportKind

/** What is said of an entry beside its faults. */
export type PlanOptions = Omit<PlanInput, 'fault' | 'sequence'>

/** The overrides that a fault of this name takes. */
export type OverridesOf<Name extends FaultName> = Name extends ErrorCode
  ? Omit<ErrorFault, 'error'>
  : Omit<TransportFault, 'transport'>

/** What was planned from code: its account, as it stands, and the way to take it back. */
export interface PlannedFault {
  readonly id: string
  readonly served: number
  /** How many steps are left; null when it goes on for ever. */
  readonly remaining: number | null
  /** Takes it out of the plan; false when it is not there any more. */
  remove(): boolean
}

/** The plan as tests write it. Everything here throws a TypeError when the plan refuses what is given. */
export interface PlanByCode {
  /**
   * Plans a fault for the next request: of any operation, of every tenant, once, unless the options say otherwise.
   * @example faults.next('RATE_LIMIT_ERROR', { retryAfter: 2, times: 2 })
   */
  next<Name extends FaultName>(name: Name, options?: PlanOptions & OverridesOf<Name>): PlannedFault
  /**
   * Plans a fault, or a sequence of them, for an operation.
   * @example faults.on('streamUpload', ['MEMORY_LIMIT_EXCEEDED', 'pass', { transport: 'reset', delay: 200 }])
   */
  on<Name extends FaultName>(
    operation: OperationId,
    name: Name,
    options?: Omit<PlanOptions, 'match'> & OverridesOf<Name>,
  ): PlannedFault
  on(
    operation: OperationId,
    faults: Fault | readonly (Step | FaultName)[],
    options?: Omit<PlanOptions, 'match'>,
  ): PlannedFault
}

interface PlanStore {
  add(input: unknown): { readonly entry: PlanEntry } | { readonly problem: Problem }
  find(id: string): PlanEntry | undefined
  remove(id: string): boolean
}

/** Transport faults are written small, codes in capitals; a name that is neither is refused as what it looks like. */
const toFault = (name: string, overrides: object = {}): object =>
  /^[a-z]/.test(name) ? { transport: name, ...overrides } : { error: name, ...overrides }

const toStep = (step: Step | FaultName): unknown => (typeof step === 'string' && step !== 'pass' ? toFault(step) : step)

const placingFields: readonly string[] = [
  'tenant',
  'match',
  'times',
  'probability',
  'seed',
] satisfies readonly (keyof PlanOptions)[]

/** Parts options into what belongs to the entry and what overrides the fault. */
function part(options: object): { placing: object; overrides: object } {
  const given = Object.entries(options)
  return {
    placing: Object.fromEntries(given.filter(([field]) => placingFields.includes(field))),
    overrides: Object.fromEntries(given.filter(([field]) => !placingFields.includes(field))),
  }
}

export function planByCode({ add, find, remove }: PlanStore): PlanByCode {
  function plan(input: object): PlannedFault {
    const added = add(input)
    if ('problem' in added) throw new TypeError(`Not a fault: ${added.problem.field}: ${added.problem.issue}`)
    const { id } = added.entry
    return {
      id,
      get served() {
        return find(id)?.served ?? 0
      },
      get remaining() {
        return find(id)?.remaining ?? 0
      },
      remove: () => remove(id),
    }
  }

  return {
    next(name, options = {}) {
      const { placing, overrides } = part(options)
      return plan({ ...placing, fault: toFault(name, overrides) })
    },
    on(operation: OperationId, what: FaultName | Fault | readonly (Step | FaultName)[], options: object = {}) {
      const match = { operation }
      if (typeof what === 'string') {
        const { placing, overrides } = part(options)
        return plan({ ...placing, match, fault: toFault(what, overrides) })
      }
      return 'length' in what
        ? plan({ ...options, match, sequence: what.map(toStep) })
        : plan({ ...options, match, fault: what })
    },
  }
}
