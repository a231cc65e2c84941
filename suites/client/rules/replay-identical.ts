import { createHash } from 'node:crypto'
import { fail, inconclusive, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd, shows } from '../judging/end.ts'
import { headerOf } from '../judging/headers.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { BodyKind, Scenario } from '../scenario.ts'
import type { SeenAttempt } from '../script/answers.ts'
import { ok } from '../script/step.ts'

const kinds: readonly BodyKind[] = ['json', 'bytes', 'form', 'stream', 'generator']

/** What must be equal in every attempt; a form may draw a new boundary. */
function sent(attempt: SeenAttempt): Readonly<Record<string, unknown>> {
  const { method, target, bodyText, body } = attempt
  const boundary = /boundary="?([^";]+)/.exec(headerOf(attempt, 'content-type') ?? '')?.[1]
  const text = boundary === undefined ? bodyText : bodyText.replaceAll(boundary, 'boundary')
  return {
    method,
    path: target,
    'content-length': boundary === undefined ? headerOf(attempt, 'content-length') : 'as its boundary',
    'body bytes': boundary === undefined ? body?.bytes : text.length,
    'body hash': createHash('sha256').update(text).digest('hex'),
  }
}

export const replayIdentical: ClientRule = {
  id: 'replay-identical',
  level: 'MUST',
  group: 'again',
  statement: 'Every attempt carries the same method, path and body; a body that cannot be sent twice is not retried.',
  source: 'Azure MUST reset-data-stream; gRPC A6 buffering; RFC 9110 §9.2.2',
  scenarios: kinds.flatMap((kind): Scenario[] => {
    const body = kind === 'json' ? {} : { body: kind }
    return [
      { request: 'updateApiKey', script: [{ status: 503 }, ok], ...body },
      { request: 'createFolder', script: [{ status: 503, retryAfter: 1 }, ok], ...body },
    ]
  }),
  judge({ calls }) {
    return calls.map(({ attempts, outcome }) => {
      const [first, ...others] = attempts
      if (!first) return notApplicable(`does not send such a body: ${describeEnd(outcome)}`)
      if (outcome === null) return inconclusive('the call had not ended')
      if (first.body?.bytes === 0) return inconclusive('the first attempt carried no body')
      if (others.length === 0)
        return shows(outcome, 503)
          ? pass(`1 attempt, then ${describeEnd(outcome)}`)
          : warn(`1 attempt, and the 503 is lost: ${describeEnd(outcome)}`)
      const before = sent(first)
      for (const other of others) {
        const after = sent(other)
        const changed = Object.keys(before).filter((part) => before[part] !== after[part])
        if (changed.length > 0)
          return fail(
            `${changed.join(', ')} changed: ${first.body?.bytes} bytes became ${other.body?.bytes}, then ${describeEnd(outcome)}`,
          )
      }
      return pass(`${count(attempts.length, 'attempt')} with the same ${first.body?.bytes} bytes`)
    })
  },
}
