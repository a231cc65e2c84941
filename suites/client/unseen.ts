import { count } from './report/figures.ts'
import { operationOf, sampleRequest } from './requests.ts'
import type { CallRun, ScenarioRun } from './run.ts'
import { describeScenario, type Scenario } from './scenario.ts'
import { needsHttp2 } from './script/http2.ts'
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

/**
 * What to do where a client sends nothing of a request that it makes elsewhere, a sentence each: over TLS it does not trust
 * us, else something that it remembers from earlier calls decides. Empty when there is no such run.
 */
export function silenceNotes(runs: readonly ScenarioRun[]): string[] {
  const made = new Set(runs.flatMap(({ scenario, calls }) => (calls.every(isEmpty) ? [] : [kindOf(scenario)])))
  const silent = runs.filter((run) => made.has(kindOf(run.scenario)) && isSilent(run))
  const [overTls, plain] = [true, false].map((isTls) =>
    silent.filter(({ scenario }) => needsHttp2(scenario.script) === isTls),
  )
  return [...noteOn(overTls ?? [], distrust), ...noteOn(plain ?? [], remembering)]
}

const remembering =
  'What it remembers of earlier calls, to other servers, decides (an open circuit breaker, a count of attempts): let each call have a client of its own, { create: () => call }.'
const distrust =
  'It goes there over TLS, by a certificate that is made for the run: let it trust what Node does, as a command or driver the file that SSL_CERT_FILE names.'

function noteOn(silent: readonly ScenarioRun[], why: string): string[] {
  const [first] = silent
  const [call] = first?.calls ?? []
  if (!first || !call) return []
  return [
    `In ${count(silent.length, 'scenario')}, such as ${describeScenario(first.scenario)}, the client sent nothing, though it makes this request in others; it ended with: ${endOf(call)}. ${why}`,
  ]
}

/** Who cannot send a stream may send JSON. */
const kindOf = ({ request, body = 'json' }: Scenario): string => `${request} ${body}`

const isSilent = ({ calls }: ScenarioRun): boolean =>
  calls.every(isEmpty) && !calls.some(({ outcome }) => outcome?.isUnsupported)

/** The calls that sent something: where calls have servers of their own, one that sent nothing has nothing to be judged. */
export const withoutEmpty = (run: ScenarioRun): ScenarioRun =>
  (run.scenario.traffic ?? 'apart') === 'apart' ? { ...run, calls: run.calls.filter((call) => !isEmpty(call)) } : run
