import { inconclusive, type Look, pass, warn } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { oneEach, type Scenario } from '../scenario.ts'
import { ok, type Step } from '../script/step.ts'

const finalStatuses = [406, 411, 412, 413, 414, 415, 416, 428, 431, 451, 501, 505, 507, 511]
/** The image itself is at fault, whatever status says so. */
const finalCodes: readonly Step[] = [500, 503].map((status) => ({ status, code: 'IMAGE_PROCESSING_ERROR' }))

export const otherFinalStatuses: ClientRule = {
  id: 'other-final-statuses',
  level: 'SHOULD',
  group: 'what',
  statement:
    'The rarer final statuses (406, 411 to 416, 428, 431, 451, 501, 505, 507, 511) and IMAGE_PROCESSING_ERROR are not retried; 408, 421 and 425 may be.',
  source: 'RFC 9110 §15.5, §15.6; RFC 6585; API page "Error Codes Reference", processing errors',
  remedy: 'Retry by a short list of statuses (429, 500, 502, 503, 504), not by a range of them, and look at the code.',
  scenarios: [
    ...[...finalStatuses.map((status) => ({ status })), ...finalCodes].flatMap((step): Scenario[] => [
      { request: 'listFiles', script: [step, ok] },
      { request: 'createFolder', script: [step, ok] },
    ]),
    ...(['updateApiKey', 'renameFolder', 'deleteDocument'] as const).map((request) => oneEach(request, finalStatuses)),
  ],
  judge({ scenario, calls }) {
    return calls.flatMap(({ attempts, outcome }): Look | [] => {
      const [first] = attempts
      if (!first) return []
      const { status, code } = scenario.script[first.step] ?? {}
      const what = code === undefined ? String(status) : `${status} ${code}`
      if (attempts.length > 1) return warn(`sent ${count(attempts.length, 'attempt')} after ${what}`)
      if (outcome === null) return inconclusive(`1 attempt after ${what}, and the call had not ended`)
      return outcome.ok ? warn(`took ${what} for a success`) : pass(`1 attempt, then ${describeEnd(outcome)}`)
    })
  },
}
