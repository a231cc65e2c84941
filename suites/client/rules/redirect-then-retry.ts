import { inconclusive, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { lookAtWait } from '../judging/wait.ts'
import { count, ms } from '../report/figures.ts'
import { sampleRequest } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

const { path: putPath } = sampleRequest('updateApiKey')
const { path: getPath } = sampleRequest('listFiles')

export const redirected: Scenario = {
  request: 'updateApiKey',
  script: [
    { status: 307, location: `${putPath}?moved=1` },
    { status: 307, location: `${putPath}?moved=2`, relative: true },
    { status: 503, retryAfter: 1 },
    ok,
  ],
}

export const redirectThenRetry: ClientRule = {
  id: 'redirect-then-retry',
  level: 'MAY',
  group: 'what',
  statement:
    'A 307 keeps method and body and costs no retry, and may name a path alone; the Retry-After of a 3xx delays the redirected request.',
  source: 'RFC 9110 §15.4.8, §10.2.2, §10.2.3',
  remedy:
    'Follow 307 and 308 with the same method and body, resolve their Location against the URL that was asked, wait for the Retry-After of a 3xx first, and do not count redirects as attempts.',
  scenarios: [
    redirected,
    { request: 'listFiles', script: [{ status: 303, location: `${getPath}&moved=1`, retryAfter: 2 }, ok] },
  ],
  judge({ scenario, calls, clock }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const [first, second] = attempts
      const facts = `${count(attempts.length, 'request')}, then ${describeEnd(outcome)}`
      if (outcome === null || !first) return inconclusive(facts)
      if (!second) return notApplicable(`follows no redirects: ${facts}`)
      if (scenario.script[0]?.status === 307) {
        if (second.method !== first.method || second.body?.sha256 !== first.body?.sha256)
          return warn(
            `${first.method} of ${first.body?.bytes} bytes became ${second.method} of ${second.body?.bytes} bytes`,
          )
        if (!outcome.ok && attempts.at(-1) === second && second.status === 307)
          return warn(`followed a whole URL, but not a Location that is a path: ${facts}`)
        return outcome.ok ? pass(facts) : warn(facts)
      }
      const wait = lookAtWait(call, clock)
      if (!wait) return warn(`${facts}: asked again before the redirect came`)
      return wait.isInTime
        ? pass(wait.facts)
        : warn(`followed the redirect after ${ms(wait.gapMs)}, asked for ${ms(wait.askedMs)}`)
    })
  },
}
