import { fail, type Look, notApplicable, pass } from '../../rules/look.ts'
import { headerOf, idempotencyKeyOf } from '../judging/headers.ts'
import { count } from '../report/figures.ts'
import type { RequestId } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok, type Step } from '../script/step.ts'

const requestIdHeaders = ['x-request-id', 'x-client-request-id', 'x-correlation-id']
const busy: Step = { status: 503, retryAfter: 1 }
const asked: readonly RequestId[] = ['requestDocumentUpload', 'createFolder']

/** What of a call's identity changed between its attempts. */
function changedIn({ attempts }: CallRun): string[] {
  // A body that is lost on the way takes its key along; that is the fault of replay-identical.
  const whole = attempts.filter(({ body }) => body !== null && body.bytes > 0)
  const isStable = (values: readonly unknown[]) => new Set(values).size <= 1
  return [
    ...(isStable(whole.map(idempotencyKeyOf)) ? [] : ['the idempotency key']),
    ...requestIdHeaders.filter((name) => !isStable(attempts.map((attempt) => headerOf(attempt, name)))),
  ]
}

export const idempotencyKeyStable: ClientRule = {
  id: 'idempotency-key-stable',
  level: 'MUST',
  group: 'again',
  statement:
    'A key or request id that a client sends is the same in every attempt of a call, and another in another call.',
  source: 'draft-ietf-httpapi-idempotency-key-header; Azure MUSTNOT retry-requestid',
  remedy: 'Draw the key and the request id once for each call, before the first attempt.',
  scenarios: [
    ...asked.map((request): Scenario => ({ request, script: [busy, busy, ok], calls: 2 })),
    // On one client, which may have drawn one key for all its calls.
    { request: 'createFolder', script: [busy, ok, busy, ok], calls: 2, traffic: 'in-turn' },
  ],
  judge({ calls }): Look {
    const most = Math.max(...calls.map(({ attempts }) => attempts.length))
    if (most < 2) return notApplicable('made only one attempt')
    const changed = [...new Set(calls.flatMap(changedIn))]
    if (changed.length > 0) return fail(`${changed.join(', ')} changed between the attempts of one call`)
    const keys = calls.flatMap(({ attempts: [first] }) => (first ? (idempotencyKeyOf(first) ?? []) : []))
    if (keys.length > 1 && new Set(keys).size === 1) return fail(`the same key in ${count(keys.length, 'call')}`)
    return pass(
      keys.length === 0
        ? `${count(most, 'attempt')} alike, without a key`
        : `one key for ${count(most, 'attempt')}, another for the next call`,
    )
  },
}
