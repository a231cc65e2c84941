import { fail, inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { afterTheEnd } from '../judging/wait.ts'
import { mayHaveGivenUp } from '../noise/doubt.ts'
import { count, ms } from '../report/figures.ts'
import { sampleRequest } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun } from '../run.ts'
import { mostRequests, type Scenario } from '../scenario.ts'
import { always } from '../script/step.ts'

const mostAttempts = 10
const told: Scenario = { request: 'listFiles', script: [always({ status: 500 })], maxAttempts: 3, isLong: true }
/** A server that takes requests and never answers. */
export const silent: Scenario = {
  request: 'listFiles',
  script: [always({ transport: 'stall-headers' })],
  timeoutMs: 700,
  patienceMs: 600_000,
}

/** A redirect to itself. Browsers follow it twenty times, curl fifty; whoever retries does so in each attempt. */
const turningInCircles: Scenario = {
  request: 'listFiles',
  script: [always({ status: 307, location: sampleRequest('listFiles').path })],
}

function lookAtCircle({ attempts, outcome }: CallRun): Look {
  const made = count(attempts.length, 'request')
  if (attempts.length >= mostRequests(turningInCircles)) return fail(`${made} in a circle of redirects`)
  return outcome === null
    ? inconclusive(`${made}, and the call had not ended`)
    : pass(`${made} in a circle of redirects`)
}

const serverError: Scenario = { request: 'listFiles', script: [always({ status: 500 })], isLong: true }

export const attemptsBounded: ClientRule = {
  id: 'attempts-bounded',
  level: 'MUST',
  group: 'how',
  statement: 'It gives up after the declared number of attempts, at most 10 by default, whatever the fault.',
  source: 'Azure; AWS SDK retry behaviour; gRPC A6 maxAttempts',
  remedy:
    'Count attempts in one place for all kinds of faults, stop after three to five, and start nothing once the caller has its error.',
  scenarios: [
    serverError,
    // What a caller leaves behind, such as a process of its own, may come back later.
    { ...serverError, watchAfterMs: 6_000 },
    { request: 'listFiles', script: [always({ status: 429, retryAfter: 1 })], isLong: true },
    { request: 'listFiles', script: [always({ transport: 'reset' })], isLong: true },
    silent,
    turningInCircles,
    told,
  ],
  judge({ scenario, calls, clock }, { profile, runOf }) {
    const { maxAttempts } = profile
    const usual = runOf(serverError)?.calls[0]?.attempts.length
    return calls.map((call) => {
      const { attempts, outcome, watchedMs } = call
      const late = afterTheEnd(call, clock).length
      if (late > 0) return fail(`sent ${count(late, 'attempt')} after its caller had the outcome`)
      const made = count(attempts.length, 'attempt')
      if (scenario === turningInCircles) return lookAtCircle(call)
      const most = maxAttempts ?? mostAttempts
      if (attempts.length > most)
        return fail(
          `${made}${outcome === null ? ' and still going' : ''}; ${maxAttempts === undefined ? 'the most is' : 'it declares'} ${most}`,
        )
      if (outcome === null) return inconclusive(`${made} in ${ms(watchedMs)}, and the call had not ended`)
      if (
        usual !== undefined &&
        attempts.length !== usual &&
        scenario !== serverError &&
        scenario.maxAttempts === undefined
      )
        return (mayHaveGivenUp(scenario, clock) ? inconclusive : warn)(`${made} here, but ${usual} after 500`)
      return pass(`${made}, then it gave up`)
    })
  },
}
