import { count } from './report/figures.ts'
import { operationOf, type RequestId, sampleRequest } from './requests.ts'
import { type CallRun, hedges, type ScenarioRun } from './run.ts'
import type { Scenario } from './scenario.ts'
import type { Aside } from './script/asked.ts'
import { ok } from './script/step.ts'

/** What a client does with each kind of request when nothing fails. */
export interface WarmUp {
  readonly calls: ReadonlyMap<RequestId, CallRun>
  /** What the reader of a report should know of it, a sentence each. */
  readonly notes: readonly string[]
}

/** The calls that show what a client does when nothing fails: one for each request that these scenarios ask for. */
export const warmUpScenarios = (scenarios: readonly Scenario[]): Scenario[] =>
  [...new Set(scenarios.map(({ request }) => request))].map((request) => ({
    request,
    script: [ok],
    commandPatienceMs: 15_000,
    watchAfterMs: 0,
  }))

const pathOf = (target: string) => target.split('?', 1)[0]
const name = ({ method, target }: Aside) => `${method} ${pathOf(target)}`

/** Other requests than the asked one, each once: `OPTIONS /api/v2/folders, POST /oauth/token`. */
export const asideNames = (calls: readonly CallRun[]): string =>
  [...new Set(calls.flatMap(({ asides = [] }) => asides.map(name)))].join(', ')

/** How a call that sent nothing ended, in words. */
export function endOf({ outcome }: CallRun): string {
  if (!outcome) return 'did not end'
  return outcome.ok ? 'ended with a success' : [outcome.name, outcome.message].filter(Boolean).join(', ').slice(0, 200)
}

function notesOn(request: RequestId, call: CallRun): string[] {
  const { method, path } = sampleRequest(request)
  const { attempts, outcome } = call
  const asked = `${method} ${pathOf(path)}`
  const asides = asideNames([call])
  if (attempts.length === 0 && outcome?.isUnsupported)
    return [`The client says that it cannot make ${operationOf(sampleRequest(request))} (${asked}).`]
  return [
    attempts.length === 0 && `For ${asked} the client sent ${asides || 'nothing'}, then ${endOf(call)}.`,
    attempts.length > 1 &&
      `For one ${asked} the client sent ${count(attempts.length, 'request')}, though nothing failed${hedges(call) > 0 ? ': it hedges' : ''}.`,
    attempts.length > 0 &&
      asides !== '' &&
      `Beside ${asked} the client sends ${asides}: answered with 200, and not counted as attempts.`,
    attempts.length > 0 &&
      outcome?.ok === false &&
      `${asked} failed although the server answered as promised: ${outcome.name}${outcome.message ? `, ${outcome.message.slice(0, 200)}` : ''}.`,
  ].filter((note) => note !== false)
}

/** Reads what the warm-up calls showed. */
export function readWarmUp(runs: readonly ScenarioRun[]): WarmUp {
  const calls = new Map<RequestId, CallRun>()
  for (const {
    scenario,
    calls: [call],
  } of runs)
    if (call) calls.set(scenario.request, call)
  return { calls, notes: [...calls].flatMap(([request, call]) => notesOn(request, call)) }
}

/** The requests that the client did make when it was asked for them, safe ones first. */
export const requestsSent = ({ calls }: WarmUp): RequestId[] =>
  [...calls]
    .flatMap(([request, { attempts }]) => (attempts.length > 0 ? [request] : []))
    .sort((a, b) => Number(sampleRequest(b).idempotent) - Number(sampleRequest(a).idempotent))
