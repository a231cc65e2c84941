import { fail, inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { headerOf } from '../judging/headers.ts'
import { count } from '../report/figures.ts'
import { type RequestId, sampleRequest } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import type { SeenAttempt } from '../script/seen-attempt.ts'
import { ok, type Step } from '../script/step.ts'

const redirect = (
  request: RequestId,
  status: number,
  elsewhere: NonNullable<Step['elsewhere']>,
  ...there: readonly Step[]
): Scenario => ({ request, script: [{ status, location: sampleRequest(request).path, elsewhere }, ...there, ok] })

/** What of the caller's identity came along. */
function taken(attempt: SeenAttempt): string[] {
  const told = ['cookie', 'idempotency-key'].filter((name) => headerOf(attempt, name) !== undefined)
  return [...new Set([...attempt.keyIn.map((place) => `the key in ${place}`), ...told])]
}

export const redirectKeepsCredentials: ClientRule = {
  id: 'redirect-keeps-credentials',
  level: 'MUST',
  group: 'again',
  statement: 'Credentials never go to another origin: another scheme, host or port.',
  source: 'Fetch standard, HTTP-redirect fetch (Authorization is removed across origins); CVE-2018-1000007',
  remedy:
    "Compare the origin of the redirect's URL (scheme, host and port; not a prefix of its text) with the base URL's, and drop the headers that carry credentials when they differ.",
  scenarios: [
    redirect('listFiles', 302, 'other-port'),
    redirect('listFiles', 307, 'alike'),
    redirect('updateApiKey', 307, 'other-port'),
    redirect('requestDocumentUpload', 307, 'alike'),
    redirect('listFiles', 301, 'other-port'),
    redirect('createFolder', 303, 'other-port'),
    redirect('updateApiKey', 308, 'alike'),
    // A retry over there must not bring back what the redirect left behind.
    redirect('listFiles', 307, 'other-port', { status: 503, retryAfter: 1 }),
  ],
  judge({ calls }) {
    return calls.map(({ attempts, outcome }) => {
      const strayed = attempts.filter(({ isElsewhere }) => isElsewhere)
      const lost = [...new Set(strayed.flatMap(taken))]
      if (lost.length > 0) return fail(`took ${lost.join(', ')} to another origin`)
      if (attempts.every(({ keyIn }) => keyIn.length === 0)) return notApplicable('sent no key')
      if (strayed.length > 0) return pass(`followed to another origin without credentials (${describeEnd(outcome)})`)
      if (outcome === null) return inconclusive(`${count(attempts.length, 'attempt')}, and the call had not ended`)
      return pass(`did not go to another origin (${describeEnd(outcome)})`)
    })
  },
}
