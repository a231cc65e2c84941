import { readFileSync } from 'node:fs'
import { conforming } from '../../../fixtures/clients/conforming-call.ts'
import { createMutant } from '../../../fixtures/clients/mutants/create-mutant.ts'
import { type MutantId, type Mutation, mutations } from '../../../fixtures/clients/mutants/mutations.ts'
import { checkClient } from '../check-client.ts'
import type { ClientReport } from '../judge.ts'
import { timelineText } from '../report/timeline-text.ts'
import { describeScenario } from '../scenario.ts'

/** A rule at work: a client that keeps it and one that breaks it, in the same scenario, and the code that makes the difference. */
export interface RuleExample {
  readonly scenario: string
  readonly good: readonly string[]
  readonly bad: readonly string[]
  /** What the bad one does wrong, as a sentence, and what the bench says of it. */
  readonly defect: string
  readonly evidence: string
  /** The place in the conforming client. */
  readonly code: readonly string[]
}

/** Lines of code that are shown around the place. */
const around = 2

function codeAround([was = '']: readonly string[]): string[] {
  const source = readFileSync(new URL('../../../fixtures/clients/conforming.ts', import.meta.url), 'utf8')
  const at = source.indexOf(was)
  const first = source.slice(0, at).split('\n').length - 1
  const last = first + was.split('\n').length - 1
  return source.split('\n').slice(Math.max(0, first - around), last + around + 1)
}

/** The first call of a scenario, drawn; ids that are drawn anew each time are left out. */
function drawn({ runs }: ClientReport, scenario: string): string[] {
  const [call] = runs.find((run) => describeScenario(run.scenario) === scenario)?.calls ?? []
  return call ? timelineText(call).map((line) => line.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')) : []
}

/** Judges the rule's mutant and the conforming client by this rule alone. */
export async function makeExample(id: MutantId): Promise<RuleExample> {
  const bad = await checkClient(await createMutant(id), { rules: [id] })
  const good = await checkClient(conforming, { rules: [id] })
  return exampleOf(mutations[id], bad, good)
}

/** What of two reports shows a rule best: the scenario that the mutant breaks. */
export function exampleOf({ statement, edits }: Mutation, bad: ClientReport, good: ClientReport): RuleExample {
  const findings = bad.verdicts[0]?.findings ?? []
  const broken = findings.find(({ verdict }) => verdict === bad.verdicts[0]?.verdict)
  const scenario = broken?.scenario ?? ''
  return {
    scenario,
    good: drawn(good, scenario),
    bad: drawn(bad, scenario),
    defect: statement,
    evidence: broken?.evidence ?? '',
    code: codeAround(edits[0] ?? []),
  }
}
