import { inconclusive, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { idempotencyKeyOf } from '../judging/headers.ts'
import { count } from '../report/figures.ts'
import { sampleRequest } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun } from '../run.ts'
import { ok } from '../script/step.ts'

const mostAttempts = 2

export const idleConnectionReset: ClientRule = {
  id: 'idle-connection-reset',
  level: 'SHOULD',
  group: 'what',
  statement:
    'A reset on a connection that was reused is told apart from a failed request: a safe request goes again, a POST whose bytes were sent does not.',
  source: 'RFC 9112 §9.3.1',
  remedy: 'Retry a safe request on a fresh connection, and hand the error of a POST to the caller.',
  scenarios: (['listFiles', 'createFolder'] as const).map((request) => ({
    request,
    script: [ok, { transport: 'reset' }, ok],
    calls: 2,
    traffic: 'in-turn',
  })),
  judge({ scenario, calls: [before, call] }): Look[] {
    return [lookAt(sampleRequest(scenario.request).idempotent, before, call)]
  },
}

function lookAt(isSafe: boolean, before: CallRun | undefined, call: CallRun | undefined): Look {
  const [first] = call?.attempts ?? []
  if (!call || !first) return inconclusive('made no second call')
  if (first.connection !== before?.attempts.at(-1)?.connection) return notApplicable('opens a connection for each call')
  const { attempts, outcome } = call
  const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
  if (outcome === null) return inconclusive(facts)
  if (isSafe) return outcome.ok && attempts.length <= mostAttempts ? pass(facts) : warn(facts)
  const sent = attempts.filter(({ body }) => body !== null && body.bytes > 0)
  const bodies = sent.length
  if (bodies > 1 && sent.every((attempt) => idempotencyKeyOf(attempt) !== undefined))
    return pass(`${facts}, under an idempotency key`)
  return bodies > 1 ? warn(`sent the POST ${bodies} times: ${facts}`) : pass(facts)
}
