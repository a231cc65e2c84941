import { fail, type Look, pass } from '../../rules/look.ts'
import { askedWaits, lookAtLeast, neverCameBack } from '../judging/wait.ts'
import { ms } from '../report/figures.ts'
import type { RequestId } from '../requests.ts'
import type { ClientRule } from '../rule.ts'
import type { ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { ok } from '../script/step.ts'

/** One for each method. */
export const everyMethod: readonly RequestId[] = [
  'listFiles',
  'createFolder',
  'updateApiKey',
  'renameFolder',
  'deleteDocument',
]

/** So many that jitter which shortens a wait shows itself in one of them. */
export const herd: Scenario = { request: 'listFiles', script: [{ status: 429, retryAfter: 2 }, ok], calls: 30 }

/** Two different waits in one call, for each method. */
export const changingWaits = everyMethod.map(
  (request): Scenario => ({
    request,
    script: [{ status: 429, retryAfter: 1 }, { status: 429, retryAfter: 9 }, ok],
    isLong: true,
  }),
)

/** 503 asks to wait as 429 does, whatever the method. */
const unavailable = everyMethod.slice(1).map(
  (request): Scenario => ({
    request,
    script: [{ status: 503, retryAfter: 1 }, { status: 503, retryAfter: 5 }, ok],
    isLong: true,
  }),
)

const rounds = 5

/** Calls of one client, each of which has to wait once: what it counts must not add up from call to call. */
export const timeAndAgain: Scenario = {
  request: 'listFiles',
  script: Array.from({ length: rounds }, () => [{ status: 429, retryAfter: 1 }, ok]).flat(),
  calls: rounds,
  traffic: 'in-turn',
}

/** The shortest of many waits stands for all of them. */
function lookAtHerd({ calls, clock }: ScenarioRun): Look {
  const waits = calls.flatMap((call) => askedWaits(call, clock))
  const [shortest] = waits.toSorted((a, b) => a.gapMs - b.gapMs)
  if (!shortest) return neverCameBack(calls[0])
  const early = waits.filter(({ isInTime }) => !isInTime).length
  const facts = `the first of ${waits.length} ${shortest.facts}`
  return early === 0
    ? pass(facts)
    : fail(`${facts}; ${early} of ${waits.length} came early, by up to ${ms(shortest.askedMs - shortest.gapMs)}`)
}

export const raSecondsMinWait: ClientRule = {
  id: 'ra-seconds-min-wait',
  level: 'MUST',
  group: 'retry-after',
  statement:
    'After 429 or 503 with Retry-After: N, the next attempt comes no earlier than N seconds after the response.',
  source: 'RFC 9110 §10.2.3, §15.6.4; RFC 6585 §4; API page "Error Codes Reference"',
  remedy: 'Read Retry-After of each answer anew, on 503 too, and add jitter to it rather than take some away.',
  scenarios: [
    { request: 'listFiles', script: [{ status: 429, retryAfter: 2 }, ok] },
    { request: 'listFiles', script: [{ status: 503, retryAfter: 2 }, ok] },
    { request: 'listFiles', script: [{ status: 429, retryAfter: 2, lowerCase: true }, ok] },
    // Whoever counts from the request on is early by what the answer took.
    { request: 'listFiles', script: [{ status: 429, retryAfter: 2, delayMs: 1_500 }, ok] },
    ...changingWaits,
    ...unavailable,
    herd,
    timeAndAgain,
  ],
  judge(run) {
    const { calls, clock } = run
    const isHerd = calls.length > 1 && run.scenario.traffic === undefined
    return isHerd ? [lookAtHerd(run)] : calls.flatMap((call) => lookAtLeast(call, clock, fail))
  },
}
