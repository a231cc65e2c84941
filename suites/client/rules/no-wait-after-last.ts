import { fail, inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { ms } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import { answeredMs, latest } from '../run.ts'
import { always } from '../script/step.ts'

const allowedMs = 250

export const noWaitAfterLast: ClientRule = {
  id: 'no-wait-after-last',
  level: 'MUST',
  group: 'how',
  statement: 'After the last attempt it fails at once; it does not sleep once more.',
  source: 'AWS SDK retry behaviour: "max attempts exceeded must not delay"',
  remedy: 'Look whether an attempt is left before you sleep, not after.',
  scenarios: [
    { request: 'listFiles', script: [always({ status: 500 })], isLong: true },
    { request: 'listFiles', script: [always({ status: 429 })], isLong: true },
    { request: 'listFiles', script: [always({ transport: 'reset' })], isLong: true },
    { request: 'listFiles', script: [always({ transport: 'close' })], isLong: true },
    { request: 'updateApiKey', script: [always({ status: 503 })], isLong: true },
  ],
  judge({ calls, clock }) {
    return calls.map((call) => {
      const { attempts, settledMs } = call
      const last = attempts.at(-1)
      const answered = last ? answeredMs(last) : null
      if (attempts.length < 2) return notApplicable('made only one attempt')
      if (settledMs === null || answered === null) return inconclusive('the call had not ended')
      const waitedMs = settledMs - answered
      const facts = `gave up ${ms(waitedMs)} after the last answer`
      const mostMs = latest(allowedMs, clock)
      return waitedMs <= mostMs ? pass(facts) : fail(`${facts}; ${ms(mostMs)} is allowed`)
    })
  },
}
