import { fail, pass, warn } from '../../rules/look.ts'
import { neverCameBack } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { firstGap } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

const immediateMs = 50
const politeMs = 200

/** Shows the client's own backoff, against which other waits are held. */
export const missing429: Scenario = { request: 'listFiles', script: [{ status: 429 }, ok] }

export const raMissingBackoff: ClientRule = {
  id: 'ra-missing-backoff',
  level: 'MUST',
  group: 'retry-after',
  statement: "429 or 503 without Retry-After is followed by the client's own backoff, never by an immediate retry.",
  source: 'API page "Error Codes Reference"; Azure retry policy; gRPC A6 initialBackoff',
  scenarios: [missing429, { request: 'listFiles', script: [{ status: 503 }, ok] }],
  judge({ calls }) {
    return calls.map((call) => {
      const gapMs = firstGap(call)
      if (gapMs === undefined) return neverCameBack(call)
      const facts = `came back after ${ms(gapMs)}`
      if (gapMs < immediateMs) return fail(`${facts}; at least ${ms(immediateMs)} is a backoff`)
      return gapMs < politeMs ? warn(`${facts}; at least ${ms(politeMs)} is polite`) : pass(facts)
    })
  },
}
