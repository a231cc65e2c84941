import { createHash } from 'node:crypto'
import { fail, type Look, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd, shows } from '../judging/end.ts'
import { notAsGiven } from '../judging/given-body.ts'
import { headerOf } from '../judging/headers.ts'
import { noEnd } from '../judging/no-end.ts'
import { count } from '../report/figures.ts'
import { type RequestId, sampleRequest } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import type { BodyKind, Scenario } from '../scenario.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { ok, type Step } from '../script/step.ts'
import { asideNames } from '../warm-up.ts'
import { changingWaits } from './ra-seconds-min-wait.ts'

const kinds: readonly BodyKind[] = ['json', 'bytes', 'form', 'stream', 'generator', 'readable']
const timeoutMs = 700
const patienceMs = 60_000

/** A POST is safe to repeat after it: the server says that it did nothing. */
export const untouched: Step = { status: 503, retryAfter: 1 }

/** Whatever makes a client send a request again. */
export const faults: readonly Step[] = [
  { status: 503 },
  { status: 500 },
  { status: 502 },
  { status: 429 },
  { transport: 'reset' },
  { transport: 'close' },
  { transport: 'stall-headers' },
  { status: 307, location: '' },
]

/** A request that goes wrong once, in this way. */
export const replay = (request: RequestId, fault: Step, kind: BodyKind = 'json'): Scenario => ({
  request,
  script: [fault.location === undefined ? fault : { ...fault, location: sampleRequest(request).path }, ok],
  // Elsewhere a client that takes the timeout for the whole call would give up before it repeats anything.
  ...(fault.transport === 'stall-headers' && { timeoutMs, patienceMs }),
  ...(kind !== 'json' && { body: kind }),
})

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

function changedIn(first: SeenAttempt, other: SeenAttempt): string[] {
  const before = sent(first)
  const after = sent(other)
  return Object.keys(before).filter((part) => before[part] !== after[part])
}

export const replayIdentical: ClientRule = {
  id: 'replay-identical',
  level: 'MUST',
  group: 'again',
  statement: 'Every attempt carries the same method, path and body; a body that cannot be sent twice is not retried.',
  source: 'Azure MUST reset-data-stream; gRPC A6 buffering; RFC 9110 §9.2.2',
  remedy:
    'Keep the bytes of the body, or a function that makes it anew, for each attempt, and give up where neither can be had.',
  scenarios: [
    ...kinds.flatMap((kind): Scenario[] => [
      ...faults.map((fault) => replay('updateApiKey', fault, kind)),
      replay('createFolder', untouched, kind),
    ]),
    // For its query.
    ...faults.map((fault) => replay('listFiles', fault)),
    ...changingWaits,
  ],
  judge({ scenario, calls }) {
    return calls.map((call): Look => {
      const { attempts, outcome } = call
      const [first, ...others] = attempts
      if (!first) return notApplicable(`does not send such a body: ${describeEnd(outcome)}`)
      const difference = notAsGiven(scenario, first)
      if (difference !== undefined) return fail(`${difference}: the first attempt carries another body`)
      for (const other of others) {
        const changed = changedIn(first, other)
        if (changed.length > 0)
          return fail(
            `${changed.join(', ')} changed: ${first.body?.bytes} bytes became ${other.body?.bytes}, then ${describeEnd(outcome)}`,
          )
      }
      if (outcome === null) return noEnd(call)
      // Answered by something that nobody asked for.
      const hasSuccess = attempts.some(({ status }) => status !== null && status < 300)
      if (outcome.ok && !hasSuccess && asideNames([call]) !== '')
        return fail(`sent ${asideNames([call])} in place of the same ${first.method}, then ${describeEnd(outcome)}`)
      if (others.length > 0)
        return pass(`${count(attempts.length, 'attempt')} with the same ${first.body?.bytes} bytes`)
      const { status } = scenario.script[0] ?? {}
      return status === undefined || outcome.ok || shows(outcome, status)
        ? pass(`1 attempt, then ${describeEnd(outcome)}`)
        : warn(`1 attempt, and the ${status} is lost: ${describeEnd(outcome)}`)
    })
  },
}
