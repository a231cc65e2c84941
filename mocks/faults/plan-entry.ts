import type { OperationId } from '../../contracts/operations/index.ts'
import type { Fault } from './fault.ts'

/** A step of a sequence: a fault, or `pass` to let one request through. */
export type Step = Fault | 'pass'

export interface PlanMatch {
  readonly operation?: OperationId
  readonly method?: string
  /** Relative to the base URL; `*` and `{name}` stand for one segment, `**` for any number: `/user-files/*`. */
  readonly path?: string
}

/** What is planned, as it is given: by code, by the control API, in a scenario file. */
export interface PlanInput {
  /** For this tenant only; for every tenant when left out. */
  readonly tenant?: string
  /** Which requests are meant: by operation, method or path. Default: every one. */
  readonly match?: PlanMatch
  /** What happens; this or `sequence`. */
  readonly fault?: Fault
  /** What happens to one matching request after the other; `pass` lets one through. */
  readonly sequence?: readonly Step[]
  /** How often the fault, or the whole sequence, is served. Default 1, and `always` where a probability is given. */
  readonly times?: number | 'always'
  /** How likely a matching request meets the next step, above 0 and up to 1; the others pass by. */
  readonly probability?: number
  /** Seeds the chances of this entry: equal seeds decide alike, for each tenant by itself. Default: the mock's own seed. */
  readonly seed?: number
}

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
export interface PlanFacts {
  readonly tenant: string
  readonly operation: OperationId | undefined
  readonly method: string
  /** Relative to the base URL, without the query. */
  readonly path: string
  /** The attempt's id in the journal. */
  readonly attempt: number
  /** Epoch milliseconds on the tenant's clock. */
  readonly atMs: number
}
