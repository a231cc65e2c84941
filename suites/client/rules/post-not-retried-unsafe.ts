import { fail, inconclusive, notApplicable, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { idempotencyKeyOf } from '../judging/headers.ts'
import { count } from '../report/figures.ts'
import { type RequestId, sampleRequest } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import { hedges } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok, type Script, type Step } from '../script/step.ts'
import { slowAnswer } from './hedging-declared.ts'
import { truncatedPost } from './malformed-2xx-not-success.ts'
import { streaming } from './stream-error-surfaces.ts'

const lost: readonly Script[] = [
  [{ transport: 'reset' }, ok],
  [{ transport: 'close' }, ok],
  [{ transport: 'stall-headers' }, ok],
  [{ status: 500 }, ok],
  [{ status: 502 }, ok],
  [{ status: 504 }, ok],
]
/** The server says that it is unavailable, but not that it did nothing. */
const unclear: Script = [{ status: 503 }, ok]

const posting = (request: RequestId, script: Script): Scenario => ({
  request,
  script,
  // Elsewhere a client that takes the timeout for the whole call would give up before it repeats anything.
  ...(script[0]?.transport === 'stall-headers' && { timeoutMs: 700, patienceMs: 60_000 }),
  commandPatienceMs: 8_000,
})

/** Faults one after the other, a call for each. */
const inTurn = (request: RequestId, faults: readonly Step[]): Scenario => ({
  request,
  script: faults,
  calls: faults.length,
  traffic: 'in-turn',
  timeoutMs: 700,
  patienceMs: 60_000,
  commandPatienceMs: 8_000,
})

/** The 201 says that it was done; the rest of it may be lost all the same. */
const halfDone: readonly Step[] = [
  { ...ok, transport: 'reset-mid-body' },
  { ...ok, transport: 'stall-body' },
]

export const postNotRetriedUnsafe: ClientRule = {
  id: 'post-not-retried-unsafe',
  level: 'MUST',
  group: 'what',
  statement: 'A POST or PATCH without an idempotency key is not repeated when the first one may have done its work.',
  source: 'RFC 9110 §9.2.2; gRPC A6; Cloud Storage retry tests, case 4',
  remedy: 'Retry POST and PATCH only with an idempotency key, or after 429 or 503 with Retry-After.',
  scenarios: [
    ...[...lost, unclear].map((script) => posting('createFolder', script)),
    posting('renameFolder', [{ transport: 'reset' }, ok]),
    posting('renameFolder', [{ status: 500 }, ok]),
    inTurn('renameFolder', [{ status: 502 }, { status: 504 }, { transport: 'close' }, { transport: 'stall-headers' }]),
    inTurn('createFolder', halfDone),
    truncatedPost,
    streaming('fails'),
    streaming('breaks-off'),
    slowAnswer('createFolder'),
    slowAnswer('renameFolder'),
  ],
  judge({ scenario, calls }, { profile }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const what = scenario.traffic === 'in-turn' ? ` after ${attempts[0]?.status ?? 'no answer'}` : ''
      const facts = `${count(attempts.length, 'attempt')}${what}, then ${describeEnd(outcome)}`
      if (attempts.length > 1) {
        if (attempts.every((attempt) => idempotencyKeyOf(attempt) !== undefined))
          return pass(`${facts}, under an idempotency key`)
        if (hedges(call) > 0)
          return fail(`${facts}: it hedges ${sampleRequest(scenario.request).method}, and two may have been made`)
        if (scenario.script === unclear) return warn(`${facts}: a plain 503 does not say that nothing was done`)
        return profile.retriesPost === 'always'
          ? warn(`${facts}, as declared`)
          : fail(`${facts}: two may have been made`)
      }
      if (outcome !== null) return pass(facts)
      // Who never gives up repeats nothing; whether it should is the matter of stall-times-out.
      return scenario.traffic === 'in-turn' ? notApplicable(facts) : inconclusive(facts)
    })
  },
}
