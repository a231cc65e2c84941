import type { Look } from '../rules/look.ts'
import type { RuleFacts } from '../rules/rule.ts'
import type { Profile } from './profile.ts'
import type { ScenarioRun } from './run.ts'
import type { Scenario } from './scenario.ts'

export interface Surroundings {
  /** What the client declared, filled up with what was seen. */
  readonly profile: Profile
  /** The run of a scenario that this rule listed; undefined when it could not be run. */
  readonly runOf: (scenario: Scenario) => ScenarioRun | undefined
}

/** One rule of the client suite. What breaks it and no other MUST is a mutant of the conforming client. */
export interface ClientRule extends RuleFacts {
  readonly group: 'retry-after' | 'what' | 'how' | 'again'
  readonly scenarios: readonly Scenario[]
  /** Its passes rest on a timeout that the client was told; a machine that is late makes a client give up for that alone. */
  readonly restsOnTimeout?: true
  /** Run for comparison, but not judged. */
  readonly background?: readonly Scenario[]
  /** Judges one scenario's run; the rule's verdict is the worst of them. */
  judge(run: ScenarioRun, surroundings: Surroundings): Look | readonly Look[]
  /** How a client that breaks it is mended, in one sentence to its author: `Read Retry-After on 503, too, …`. */
  readonly remedy: string
}
