import { errorRow } from '../../../contracts/errors.ts'
import { fail, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun, ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { codeOf } from '../script/answer-step.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { always, ok } from '../script/step.ts'
import { slowAnswer } from './hedging-declared.ts'
import { changing } from './no-retry-4xx.ts'
import { redirected } from './redirect-then-retry.ts'

/** Stands in what the client gives of a list. */
const word = 'photo-1.jpg'
const list = slowAnswer('listFiles')

/** What goes wrong first, and then well, where it is tried again. */
const repeated: readonly Scenario[] = [
  { request: 'listFiles', script: [{ status: 500 }, ok] },
  { request: 'listFiles', script: [{ transport: 'reset' }, ok] },
  { request: 'updateApiKey', script: [{ status: 503 }, ok] },
  { request: 'createFolder', script: [{ status: 500 }, ok], commandPatienceMs: 8_000 },
  redirected,
]

const isSuccess = ({ status }: SeenAttempt) => status !== null && status >= 200 && status < 300

/** A call whose last attempt succeeded, after others that did not. */
function lookAtSuccess({ attempts, outcome }: CallRun, last: SeenAttempt, usual: ScenarioRun | undefined): Look {
  const facts = `attempt ${attempts.length} had ${last.status}`
  if (!outcome?.ok) return fail(`${facts}, and is lost: ${describeEnd(outcome)}`)
  const gives = usual?.calls[0]?.outcome?.found.has(word) === true
  return gives && last.method === 'GET' && !outcome.found.has(word)
    ? fail(`${facts}, and its data are lost`)
    : pass(`${facts}, and is the outcome`)
}

export const errorSurfacesEnvelope: ClientRule = {
  id: 'error-surfaces-envelope',
  level: 'MUST',
  group: 'again',
  statement:
    "The caller learns how the last attempt ended: its data, or an error with the answer's status, code, message and request_id.",
  source: 'API page "Error Codes Reference": "Always include the request_id when contacting support"',
  remedy:
    'Give what the last attempt brought: its data, or an error with its status, code, message and request_id; a redirect that is not followed is an error, too.',
  scenarios: [
    { request: 'listFiles', script: [always({ status: 422 })] },
    { request: 'listFiles', script: [always({ status: 500 })], isLong: true },
    { request: 'listFiles', script: [always({ status: 429, retryAfter: 1 })], isLong: true },
    { request: 'listFiles', script: [always({ transport: 'reset' })], isLong: true },
    { request: 'createFolder', script: [{ status: 422 }, ok] },
    ...repeated,
    { request: 'updateApiKey', script: [always({ status: 503 })], isLong: true },
    changing,
  ],
  background: [list],
  judge({ scenario, calls }, { runOf }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const last = attempts.at(-1)
      if (outcome === null || last === undefined) return noEnd(call)
      if (isSuccess(last)) return lookAtSuccess(call, last, runOf(list))
      if (outcome.ok) return fail(`took ${last.status ?? 'a broken connection'} for a success`)
      if (last.status === null) return pass(`without an answer, it ends with ${describeEnd(outcome)}`)
      if (last.status < 400) return notApplicable(`follows no redirects: ${describeEnd(outcome)}`)
      if (outcome.isBlind) return notApplicable('only an exit code: no JSON line tells what the caller learns')
      const code = codeOf(scenario.script[last.step] ?? {})
      const parts = {
        status: outcome.status === last.status || outcome.found.has(last.status),
        'error.code': outcome.found.has(code),
        'error.message': outcome.found.has(errorRow(code).message),
        request_id: outcome.found.has(last.requestId),
      }
      const missing = Object.entries(parts).flatMap(([name, isThere]) => (isThere ? [] : [name]))
      if (missing.length === 0) return pass(`${outcome.name} carries status, code, message and request_id`)
      const stale = attempts.slice(0, -1).some(({ requestId }) => outcome.found.has(requestId))
      const facts = `${outcome.name} lacks ${missing.join(', ')}${stale ? '; its request_id is of an earlier answer' : ''}`
      return !parts.status && missing.length > 1 ? fail(facts) : warn(facts)
    })
  },
}
