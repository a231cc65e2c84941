import { fail, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { ok } from '../script/step.ts'
import { stalledBody } from './stall-times-out.ts'

export const retryBrokenBody: ClientRule = {
  id: 'retry-broken-body',
  level: 'MUST',
  group: 'what',
  statement:
    'A 200 whose body breaks off or stalls is retried or made into an error, and never passed on as a success.',
  source: 'Azure ("if a network connection fails while reading the body"); RFC 9112 §8',
  remedy:
    'Count the bytes that came against Content-Length or the last chunk, and treat a body that breaks off as a failed attempt.',
  scenarios: [
    { request: 'listFiles', script: [{ status: 200, transport: 'reset-mid-body' }, ok] },
    { request: 'listFiles', script: [{ status: 200, transport: 'close-mid-body' }, ok] },
    stalledBody,
  ],
  judge({ scenario, calls }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const facts = `${count(attempts.length, 'attempt')}, then ${describeEnd(outcome)}`
      if (outcome === null && scenario === stalledBody)
        return notApplicable(`${facts}: it waits for the rest, which is the matter of stall-times-out`)
      if (outcome === null) return noEnd(call, facts)
      return outcome.ok && attempts.length === 1 ? fail(`passed a part on as the whole: ${facts}`) : pass(facts)
    })
  },
}
