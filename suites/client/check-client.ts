import { type ClientUnderTest, runVirtual } from './in-process/run-virtual.ts'
import { takeOverTime } from './in-process/virtual-time.ts'
import { waitsElsewhere } from './in-process/waits-elsewhere.ts'
import { type ClientReport, chooseRules, judgeRuns, scenariosOf } from './judge.ts'
import type { Profile } from './profile.ts'
import { clientRules } from './rules/index.ts'
import type { ScenarioRun } from './run.ts'
import { ok } from './script/step.ts'

export type { ClientUnderTest }

export interface CheckOptions {
  readonly profile?: Profile
  /** Ids of the rules to judge by; default all. */
  readonly rules?: readonly string[]
}

/**
 * Judges a client that is a function of this process. Waits cost nothing: the process's timers are taken over while it
 * runs, so nothing else that needs them should run beside it.
 * @throws TypeError when a rule's id is unknown
 * @throws Error when the client waits on a clock that cannot be taken over
 */
export async function checkClient(
  client: ClientUnderTest,
  { profile = {}, rules: ids }: CheckOptions = {},
): Promise<ClientReport> {
  const rules = chooseRules(clientRules, ids)
  const virtual = takeOverTime()
  try {
    // What a client loads with its first call must not count as a wait.
    await runVirtual({ request: 'listFiles', script: [ok] }, client, virtual)
    if (await waitsElsewhere(client, virtual))
      throw new Error(
        'The client waits on a clock that cannot be taken over: after 429(RA=1) a real second passed. Judge it as a command: aion-contract retry -- COMMAND',
      )
    const runs: ScenarioRun[] = []
    for (const scenario of scenariosOf(rules)) runs.push(await runVirtual(scenario, client, virtual))
    return judgeRuns(rules, runs, profile)
  } finally {
    virtual.end()
  }
}
