import { fail, inconclusive, type Look, pass } from '../../rules/look.ts'
import { headerOf } from '../judging/headers.ts'
import { neverCameBack } from '../judging/wait.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { changingWaits } from './ra-seconds-min-wait.ts'
import { faults, replay, untouched } from './replay-identical.ts'

const kept = ['content-type', 'accept', 'content-encoding', 'idempotency-key']

/** The header without what a form draws anew. */
const plainValue = (attempt: SeenAttempt, name: string): string | undefined =>
  headerOf(attempt, name)?.replace(/boundary=("[^"]*"|[^;]*)/, 'boundary')

function changedIn(first: SeenAttempt, other: SeenAttempt): string[] {
  const changed = kept.filter((name) => plainValue(first, name) !== plainValue(other, name))
  const isBare = first.authorizationSha256 !== null && other.authorizationSha256 === null
  // A new signature never held the key; `Bearer undefined` has lost it.
  const isLost = first.keyIn.includes('authorization') && !other.keyIn.includes('authorization')
  // Two credentials are none: a server takes at most one (RFC 9110 §11.6.2).
  const isHeaped = other.credentials > Math.max(1, first.credentials)
  return isBare || isLost || isHeaped ? [...changed, 'authorization'] : changed
}

export const replayHeadersIdentical: ClientRule = {
  id: 'replay-headers-identical',
  level: 'MUST',
  group: 'again',
  statement:
    'Every attempt carries the same Content-Type, Accept, Content-Encoding and Idempotency-Key, and its Authorization.',
  source: 'RFC 9110 §9.2.2 (an attempt is the same request again); axios-retry issue 218',
  remedy: 'Build the headers of each attempt anew from the same request, rather than from what the last attempt left.',
  scenarios: [
    ...faults.flatMap((fault) => [
      replay('updateApiKey', fault),
      replay('updateApiKey', fault, 'form'),
      replay('listFiles', fault),
    ]),
    replay('createFolder', untouched),
    replay('createFolder', untouched, 'form'),
    ...changingWaits,
  ],
  judge({ calls }) {
    return calls.map((call): Look => {
      const [first, ...others] = call.attempts
      if (!first) return inconclusive('sent nothing')
      if (others.length === 0) return neverCameBack(call)
      const changed = [...new Set(others.flatMap((other) => changedIn(first, other)))]
      return changed.length > 0
        ? fail(`${changed.join(', ')} changed between the attempts of one call`)
        : pass(`${count(call.attempts.length, 'attempt')} with the same headers`)
    })
  },
}
