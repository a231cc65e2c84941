import { fail, inconclusive, type Look, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd, lookAtFinal } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun } from '../run.ts'
import { oneEach, type Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'

const finalStatuses = [400, 401, 402, 403, 404, 405, 410, 422]
const otherMethods = ['updateApiKey', 'renameFolder', 'deleteDocument'] as const

const last = { status: 422 }

/** Answers of other kinds in one call: what the first one was decides nothing of the next. */
export const changing: Scenario = {
  request: 'listFiles',
  script: [{ status: 429, retryAfter: 4 }, { status: 503 }, always(last)],
  isLong: true,
}

function lookAtChanging({ attempts, outcome }: CallRun): Look {
  const after = attempts.filter(({ status }) => status === last.status).length
  const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
  if (after === 0) return notApplicable(`never came to ${last.status}: ${facts}`)
  if (after > 1) return fail(`sent ${count(after, 'attempt')} to ${last.status}, which came after others: ${facts}`)
  if (outcome === null) return inconclusive(facts)
  return outcome.ok ? fail(`took ${last.status} for a success: ${facts}`) : pass(facts)
}

export const noRetry4xx: ClientRule = {
  id: 'no-retry-4xx',
  level: 'MUST',
  group: 'what',
  statement: '400, 401, 402, 403, 404, 405, 410 and 422 are final: the same request cannot succeed.',
  source: 'Azure azurecore-http-retry-after; API page "Error Codes Reference"',
  remedy: 'Hand every 4xx but 408, 425 and 429 to the caller at once, whatever came before it.',
  scenarios: [
    ...(['listFiles', 'createFolder'] as const).flatMap((request) =>
      finalStatuses.map((status) => ({ request, script: [{ status }, ok] })),
    ),
    ...otherMethods.map((request) => oneEach(request, finalStatuses)),
    changing,
  ],
  judge({ scenario, calls }) {
    if (scenario === changing) return calls.map(lookAtChanging)
    return calls.flatMap((call) => {
      const status = scenario.traffic === 'in-turn' ? call.attempts[0]?.status : scenario.script[0]?.status
      // A client that remembers an outage may refuse to send; one that neither sends nor ends hangs.
      if (status == null) return call.outcome === null ? [noEnd(call)] : []
      return [lookAtFinal(call, String(status))]
    })
  },
}
