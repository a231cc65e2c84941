import { count } from '../report/figures.ts'
import { ok } from '../script/step.ts'
import { type ClientRule, fail, inconclusive, pass } from './rule.ts'

const finalStatuses = [400, 401, 402, 403, 404, 405, 410, 422]

export const noRetry4xx: ClientRule = {
  id: 'no-retry-4xx',
  level: 'MUST',
  group: 'what',
  statement: '400, 401, 402, 403, 404, 405, 410 and 422 are final: the same request cannot succeed.',
  source: 'Azure azurecore-http-retry-after; API page "Error Codes Reference"',
  scenarios: finalStatuses.map((status) => ({ request: 'listFiles', script: [{ status }, ok] })),
  judge({ scenario, calls }) {
    const sent = scenario.script[0]?.status
    return calls.map(({ attempts, outcome }) => {
      if (attempts.length > 1) return fail(`sent ${count(attempts.length, 'attempt')} after ${sent}`)
      if (outcome === null) return inconclusive(`one attempt, then nothing: the call had not ended`)
      if (outcome.ok) return fail(`took ${sent} for a success`)
      if (outcome.status !== null && outcome.status !== sent)
        return fail(`answered ${sent}, its error says ${outcome.status}`)
      return pass(`1 attempt, then an error${outcome.status === null ? '' : ` with status ${sent}`}`)
    })
  },
  sabotage: 'repeats every status from 400 upwards',
}
