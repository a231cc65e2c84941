import type { Exchange, SentRequest } from './exchange.ts'
import type { Permission } from './probe.ts'

/** What became of a recipe: it ran, or why it did not (then nobody saw what it means to show). */
export interface RecipeOutcome {
  readonly recipe: string
  readonly state: 'ran' | 'partly' | 'skipped'
  /** Empty when it ran. */
  readonly reason: string
}

export type Ending = 'completed' | 'interrupted' | 'deadline' | 'max-requests' | 'lost'

/** Something that a probe has made and that is not known to be gone. */
export interface Leftover {
  /** `folder`, `file`, `video upload`. */
  readonly what: string
  /** Null where no answer told it. */
  readonly id: string | null
  /** What the probe called it: `aion-contract-probe-1a2b3c4d`. */
  readonly name: string
  /** The request that removes it; null where nobody knows its id. */
  readonly remove: SentRequest | null
  readonly reason: string
}

/** Everything that was seen of a target: what rules judge. */
export interface Run {
  readonly baseUrl: string
  /** `probes`: we asked; `recorded`: somebody else did, so nobody knows what a request was meant to show. */
  readonly origin: 'probes' | 'recorded'
  /** `statuses`: a recording without headers and bodies. */
  readonly shows: 'answers' | 'statuses'
  readonly exchanges: readonly Exchange[]
  readonly recipes: readonly RecipeOutcome[]
  readonly allowed: readonly Permission[]
  readonly ending: Ending
  /** What the run has made and could not remove. Absent where it wrote nothing. */
  readonly leftovers?: readonly Leftover[]
  /** Epoch milliseconds. */
  readonly startedMs: number
  readonly elapsedMs: number
}
