import type { RuleFacts, Verdict } from '../../report/verdict.ts'
import type { Profile } from '../profile.ts'
import type { ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'

/** What one look came to. */
export interface Sight {
  readonly verdict: Verdict
  /** One sentence, in numbers. */
  readonly evidence: string
}

export interface Surroundings {
  /** What the client declared, filled up with what was seen. */
  readonly profile: Profile
  /** The run of a scenario that this rule listed; undefined when it could not be run. */
  readonly runOf: (scenario: Scenario) => ScenarioRun | undefined
}

/** One rule of the client suite. */
export interface ClientRule extends RuleFacts {
  readonly group: 'retry-after' | 'what' | 'how' | 'again'
  readonly scenarios: readonly Scenario[]
  /** Run for comparison, but not judged. */
  readonly background?: readonly Scenario[]
  /** Judges one scenario's run; the rule's verdict is the worst of them. */
  judge(run: ScenarioRun, surroundings: Surroundings): Sight | readonly Sight[]
  /** The single defect that breaks this rule and no other MUST rule. */
  readonly sabotage: string
  /** How a client that breaks it is mended, in one sentence to its author: `Read Retry-After on 503, too, …`. */
  readonly remedy?: string
}

export const pass = (evidence: string): Sight => ({ verdict: 'pass', evidence })
export const warn = (evidence: string): Sight => ({ verdict: 'warn', evidence })
export const fail = (evidence: string): Sight => ({ verdict: 'fail', evidence })
export const notApplicable = (evidence: string): Sight => ({ verdict: 'not-applicable', evidence })
export const inconclusive = (evidence: string): Sight => ({ verdict: 'inconclusive', evidence })
