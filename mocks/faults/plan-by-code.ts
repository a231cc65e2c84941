import type { ErrorCode } from '../../contracts/errors.ts'
import type { OperationId } from '../../contracts/operations/index.ts'
import type { Problem } from '../../contracts/read-input.ts'
import type { ErrorStatus } from '../../contracts/statuses.ts'
import {
  type ErrorFault,
  type Fault,
  namedFault,
  type RedirectFault,
  type SuccessFault,
  type TransportFault,
  type TransportKind,
  unknownName,
} from './fault.ts'
import type { RedirectStatus, SuccessStatus } from './named-statuses.ts'
import type { PlanEntry, PlanInput, Step } from './plan-entry.ts'

/** A fault by its name alone, as the header `Mock-Fault` takes it: a code, a status or a transport fault. */
export type FaultName = ErrorCode | ErrorStatus | RedirectStatus | SuccessStatus | TransportKind

/** What is said of an entry beside its faults. */
export type PlanOptions = Omit<PlanInput, 'fault' | 'sequence'>

/** The ofFault that a fault of this name takes. */
export type OverridesOf<Name extends FaultName> = Name extends ErrorCode | ErrorStatus
  ? Omit<ErrorFault, 'error'>
  : Name extends RedirectStatus
    ? Omit<RedirectFault, 'status'>
    : Name extends SuccessStatus
      ? Omit<SuccessFault, 'status'>
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
   * Adds an entry, as the control API and a scenario spell it.
   * @example
   * faults.add({ match: { path: '/user-files/*' }, fault: { transport: 'reset', delay: 200 }, times: 'always' })
   */
  add(entry: PlanInput): PlannedFault
  /**
   * Plans a fault for the next request: of any operation, of every tenant, once, unless the options say otherwise.
   * @example
   * faults.next('RATE_LIMIT_ERROR', { retryAfter: 2, times: 2 })
   * faults.next(503)
   * faults.next(307, { location: 'https://other.test/' })
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
  offer(given: unknown): { readonly entry: PlanEntry } | { readonly problem: Problem }
  find(id: string): PlanEntry | undefined
  remove(id: string): boolean
}

const notAFault = (issue: string) => new TypeError(`Not a fault: ${issue}`)

/** What a name and its overrides stand for; a name that is none is refused, with the near one. */
function toFault(name: FaultName, ofFault: object = {}, place = ''): object {
  const named = namedFault(name)
  if (!named) throw notAFault(place + unknownName(name))
  return { ...named, ...ofFault }
}

const isName = (what: unknown): what is FaultName => typeof what === 'string' || typeof what === 'number'

const toStep = (step: Step | FaultName, place: number): unknown =>
  step !== 'pass' && isName(step) ? toFault(step, {}, `sequence.${place}: `) : step

const entryFields: readonly string[] = [
  'tenant',
  'match',
  'times',
  'probability',
  'seed',
] satisfies readonly (keyof PlanOptions)[]

/** Parts options into what is of the entry and what is of its fault. */
function part(options: object): { ofEntry: object; ofFault: object } {
  const given = Object.entries(options)
  return {
    ofEntry: Object.fromEntries(given.filter(([field]) => entryFields.includes(field))),
    ofFault: Object.fromEntries(given.filter(([field]) => !entryFields.includes(field))),
  }
}

export function planByCode({ offer, find, remove }: PlanStore): PlanByCode {
  function plan(input: object): PlannedFault {
    const added = offer(input)
    if ('problem' in added) throw notAFault(`${added.problem.field}: ${added.problem.issue}`)
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
    add: plan,
    next(name: FaultName, options: object = {}) {
      const { ofEntry, ofFault } = part(options)
      return plan({ ...ofEntry, fault: toFault(name, ofFault) })
    },
    on(operation: OperationId, what: FaultName | Fault | readonly (Step | FaultName)[], options: object = {}) {
      const match = { operation }
      if (isName(what)) {
        const { ofEntry, ofFault } = part(options)
        return plan({ ...ofEntry, match, fault: toFault(what, ofFault) })
      }
      return 'length' in what
        ? plan({ ...options, match, sequence: what.map(toStep) })
        : plan({ ...options, match, fault: what })
    },
  }
}
