import { fail, type Look, notApplicable, pass } from '../../rules/look.ts'
import { describeEnd } from '../judging/end.ts'
import { noEnd } from '../judging/no-end.ts'
import { count } from '../report/figures.ts'
import type { ClientRule } from '../rule.ts'
import type { CallRun, ScenarioRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { always, ok } from '../script/step.ts'
import { slowAnswer } from './hedging-declared.ts'
import { redirected } from './redirect-then-retry.ts'

/** Stands in what the client gives of a list. */
const word = 'photo-1.jpg'
const list = slowAnswer('listFiles')

const isSuccess = ({ status }: CallRun['attempts'][number]) => status !== null && status >= 200 && status < 300

const repeated: readonly Scenario[] = [
  { request: 'listFiles', script: [{ status: 500 }, ok] },
  { request: 'listFiles', script: [{ transport: 'reset' }, ok] },
  { request: 'updateApiKey', script: [{ status: 503 }, ok] },
  { request: 'createFolder', script: [{ status: 500 }, ok], commandPatienceMs: 8_000 },
  { request: 'updateApiKey', script: [always({ status: 503 })], isLong: true },
  redirected,
]

/** A call that went wrong first: how its last attempt ended is how it ended. */
function lookAtRepeated(call: CallRun, usual: ScenarioRun | undefined): Look {
  const { attempts, outcome } = call
  const last = attempts.at(-1)
  const made = count(attempts.length, 'attempt')
  if (!last || outcome === null) return noEnd(call)
  const answer = last.status ?? 'no answer'
  if (!isSuccess(last))
    return outcome.ok
      ? fail(`took ${answer} for a success: ${made}, then ${describeEnd(outcome)}`)
      : notApplicable(`no attempt succeeded: ${made}, then ${describeEnd(outcome)}`)
  if (!outcome.ok) return fail(`attempt ${attempts.length} had ${answer}, and is lost: ${describeEnd(outcome)}`)
  const gives = usual?.calls[0]?.outcome?.found.has(word) === true
  return gives && last.method === 'GET' && !outcome.found.has(word)
    ? fail(`attempt ${attempts.length} had ${answer}, and its data are lost`)
    : pass(`${answer} after ${made} is a success`)
}

export const successIs2xx: ClientRule = {
  id: 'success-is-2xx',
  level: 'MUST',
  group: 'what',
  statement: 'Every 2xx is a success, and nothing else is: 201, 202, 204 with its empty body, and what a retry brings.',
  source: 'RFC 9110 §15.3; API page "Error Codes Reference"',
  remedy: 'Take 200 to 299 for a success, an empty body for no data, and give what the last attempt brought.',
  scenarios: [
    { request: 'createFolder', script: [always(ok)] },
    { request: 'describeBatch', script: [always(ok)] },
    // 202 may say when to ask for the result, which is another request.
    { request: 'describeBatch', script: [always({ ...ok, retryAfter: 1 })] },
    { request: 'deleteDocument', script: [always(ok)] },
    ...repeated,
  ],
  background: [list],
  judge({ calls }, { runOf }) {
    return calls.map((call) => {
      const { attempts, outcome } = call
      const [first] = attempts
      if (first && !isSuccess(first)) return lookAtRepeated(call, runOf(list))
      const status = first?.status
      if (outcome === null) return noEnd(call, `the call had not ended after ${status}`)
      if (attempts.length > 1) return fail(`sent ${count(attempts.length, 'attempt')} although the first had ${status}`)
      return outcome.ok
        ? pass(`${status} after 1 attempt is a success`)
        : fail(`made ${status} into an error: ${outcome.name}${outcome.message ? `, ${outcome.message}` : ''}`)
    })
  },
}
