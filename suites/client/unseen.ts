import { operationOf, sampleRequest } from './requests.ts'
import type { CallRun, ScenarioRun } from './run.ts'
import { asideNames, endOf } from './warm-up.ts'

const isEmpty = ({ attempts, cancelledMs }: CallRun): boolean => attempts.length === 0 && cancelledMs === undefined

/**
 * Why a run shows nothing of any rule: the client never sent what was asked for. Undefined when it did, or when the
 * caller cancelled, which may come before the first request.
 */
export function whyUnseen({ scenario, calls }: ScenarioRun): string | undefined {
  if (!calls.every(isEmpty)) return undefined
  const request = sampleRequest(scenario.request)
  if (calls.some(({ outcome }) => outcome?.isUnsupported))
    return `the client says that it cannot make ${operationOf(request)}`
  const [call] = calls
  return `sent ${asideNames(calls) || 'nothing'} instead of ${request.method} ${request.path}, then ${call ? endOf(call) : 'nothing'}`
}

/** The calls that sent something: where calls have servers of their own, one that sent nothing has nothing to be judged. */
export const withoutEmpty = (run: ScenarioRun): ScenarioRun =>
  (run.scenario.traffic ?? 'apart') === 'apart' ? { ...run, calls: run.calls.filter((call) => !isEmpty(call)) } : run
