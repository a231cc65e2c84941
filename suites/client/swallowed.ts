import type { CallRun, ScenarioRun } from './run.ts'
import { describeScenario } from './scenario.ts'

const isSwallowed = (attempts: CallRun['attempts'], outcome: CallRun['outcome']): boolean => {
  const last = attempts.at(-1)
  if (!last || outcome?.isUnsure !== true) return false
  // One of several that raced may have brought it.
  if (attempts.some(({ status }) => status !== null && status < 300)) return false
  // What is gone after a DELETE that was repeated is deleted: nothing is what there is to say.
  if (last.method === 'DELETE' && last.status === 404 && attempts.length > 1) return false
  return last.status === null || last.status >= 400
}

/**
 * What to do where it cannot be told whether a client meant a failure: it resolved with nothing, or with an error's code,
 * after an error. Undefined when there is no such call.
 */
export function wrapNote(runs: readonly ScenarioRun[]): string | undefined {
  const unsure = runs.filter(({ calls }) => calls.some(({ attempts, outcome }) => isSwallowed(attempts, outcome)))
  const [first] = unsure
  if (!first) return undefined
  return `After an error the client ended with nothing to say, or with data that carries an error's code (${unsure.length} scenarios, such as ${describeScenario(first.scenario)}), which counts as a success. If it means a failure, wrap it: throw or resolve with {ok: false, …}; as a command, exit with another code than 0 or print such a line.`
}
