import { inconclusive, pass, warn } from '../../rules/look.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'

const finalStatuses = [501, 505]

export const retry5xxIdempotent: ClientRule = {
  id: 'retry-5xx-idempotent',
  level: 'SHOULD',
  group: 'what',
  statement: '500, 502, 503 and 504 on an idempotent request are retried; 501 and 505 are not.',
  source: 'API page "Error Codes Reference"; RFC 9110 §9.2.2; Azure (501 and 505 excluded)',
  remedy: 'Retry 500, 502, 503 and 504 on GET, PUT and DELETE; leave 501 and 505 alone.',
  scenarios: [
    { request: 'listFiles', script: [{ status: 500 }, ok] },
    { request: 'listFiles', script: [{ status: 502 }, ok] },
    { request: 'listFiles', script: [{ status: 503 }, ok] },
    { request: 'listFiles', script: [{ status: 504 }, ok] },
    { request: 'deleteDocument', script: [{ status: 500 }, ok] },
    { request: 'updateApiKey', script: [{ status: 500 }, ok] },
    { request: 'updateApiKey', script: [{ status: 503 }, ok] },
    ...finalStatuses.map((status) => ({ request: 'listFiles' as const, script: [{ status }, ok] })),
  ],
  judge({ scenario, calls }) {
    const sent = scenario.script[0]?.status
    return calls.map(({ attempts, outcome }) => {
      const made = count(attempts.length, 'attempt')
      if (outcome === null) return inconclusive(`${made} after ${sent}, and the call had not ended`)
      if (finalStatuses.some((status) => status === sent))
        return attempts.length === 1
          ? pass(`1 attempt after ${sent}`)
          : warn(`${made} after ${sent}, which no retry changes`)
      if (attempts.length === 1) return warn(`gave up at the first ${sent}`)
      return pass(`${made} after ${sent}`)
    })
  },
}
