import { fail, inconclusive, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { deeper } from '../key-in-error.ts'
import type { ClientRule } from '../rule.ts'
import { always, ok } from '../script/step.ts'
import { cancelledWait } from './abort-during-wait.ts'
import { cancelledInFlight } from './abort-in-flight.ts'
import { silent } from './attempts-bounded.ts'
import { truncated } from './malformed-2xx-not-success.ts'

export const errorKeepsTheKey: ClientRule = {
  id: 'error-keeps-the-key',
  level: 'MUST',
  group: 'again',
  statement: 'What the caller gets as an error does not carry the API key, nor does what a failing call prints.',
  source: 'CWE-532: errors are logged as they are, by JSON.stringify and util.inspect as well as by their message',
  remedy:
    'Keep the request out of the error, or make the properties that hold its headers non-enumerable, leave them out of toJSON(), and take credentials out of what you log.',
  scenarios: [
    { request: 'listFiles', script: [always({ status: 422 })] },
    { request: 'listFiles', script: [always({ status: 500 })], isLong: true },
    { request: 'listFiles', script: [always({ transport: 'reset' })], isLong: true },
    { request: 'createFolder', script: [{ status: 422 }, ok] },
    { request: 'listFiles', script: [always({ status: 503, form: 'html' })], isLong: true },
    truncated,
    silent,
    cancelledWait,
    cancelledInFlight,
  ],
  judge({ calls }) {
    return calls.map(({ attempts, outcome }) => {
      if (outcome === null) return inconclusive('the call had not ended')
      if (outcome.ok) return notApplicable('gave no error')
      if (attempts.every(({ keyIn }) => keyIn.length === 0)) return notApplicable('sent no key')
      const places = outcome.keyIn ?? []
      const open = places.filter((place) => place !== deeper)
      if (open.length > 0) return fail(`the key stands in ${open.join(', ')} (${describeEnd(outcome)})`)
      return pass(
        places.length > 0
          ? `${describeEnd(outcome)} shows no key; note: one stands deeper inside it`
          : `${describeEnd(outcome)} carries no key`,
      )
    })
  },
}
