import { ms } from '../report/figures.ts'
import { answeredMs, latest } from '../run.ts'
import { always } from '../script/step.ts'
import { type ClientRule, fail, inconclusive, notApplicable, pass } from './rule.ts'

const allowedMs = 250

export const noWaitAfterLast: ClientRule = {
  id: 'no-wait-after-last',
  level: 'MUST',
  group: 'how',
  statement: 'After the last attempt it fails at once; it does not sleep once more.',
  source: 'AWS SDK retry behaviour: "max attempts exceeded must not delay"',
  scenarios: [
    { request: 'listFiles', script: [always({ status: 500 })], isLong: true },
    { request: 'listFiles', script: [always({ status: 429 })], isLong: true },
  ],
  judge({ calls, clock }) {
    return calls.map(({ attempts, settledMs }) => {
      const last = attempts.at(-1)
      const answered = last ? answeredMs(last) : null
      if (attempts.length < 2) return notApplicable('made only one attempt')
      if (settledMs === null || answered === null) return inconclusive('the call had not ended')
      const waitedMs = settledMs - answered
      const facts = `gave up ${ms(waitedMs)} after the last answer`
      return waitedMs <= latest(allowedMs, clock)
        ? pass(facts)
        : fail(`${facts}; ${ms(latest(allowedMs, clock))} is allowed`)
    })
  },
  sabotage: 'sleeps after the last attempt, too',
}
