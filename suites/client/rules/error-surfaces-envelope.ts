import { errorRow } from '../../../contracts/errors.ts'
import { fail, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import type { ClientRule } from '../rule.ts'
import { codeOf } from '../script/answer-step.ts'
import { always, ok } from '../script/step.ts'
import { changing } from './no-retry-4xx.ts'

export const errorSurfacesEnvelope: ClientRule = {
  id: 'error-surfaces-envelope',
  level: 'MUST',
  group: 'again',
  statement: "On a final failure the caller can read the last answer's status, code, message and request_id.",
  source: 'API page "Error Codes Reference": "Always include the request_id when contacting support"',
  remedy: 'Throw an error that carries status, code, message and request_id of the last answer.',
  scenarios: [
    { request: 'listFiles', script: [always({ status: 422 })] },
    { request: 'listFiles', script: [always({ status: 500 })], isLong: true },
    { request: 'listFiles', script: [always({ status: 429, retryAfter: 1 })], isLong: true },
    { request: 'listFiles', script: [always({ transport: 'reset' })], isLong: true },
    { request: 'createFolder', script: [{ status: 422 }, ok] },
    { request: 'updateApiKey', script: [always({ status: 503 })], isLong: true },
    changing,
  ],
  judge({ scenario, calls }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const last = attempts.at(-1)
      if (outcome === null || last === undefined) return noEnd(call)
      if (outcome.ok) return fail(`took ${last.status ?? 'a broken connection'} for a success`)
      if (last.status === null) return pass(`without an answer, it ends with ${describeEnd(outcome)}`)
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
