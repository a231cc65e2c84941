import { errorRow } from '../../../contracts/errors.ts'
import { isError, knownCode } from '../error-answer.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withoutHeader } from '../sabotage.ts'

/** Whether the contract promises Retry-After: by the code, or on a 429 whose code is not known (an injected one may be any). */
function isPromised(exchange: Answered): boolean {
  if (!isError(exchange)) return false
  const code = knownCode(exchange)
  return code === undefined
    ? exchange.answer.status === 429 && !exchange.isInjected
    : errorRow(code).retryAfter === 'required'
}

export const retryAfterIsPresent = answerRule({
  id: 'retry-after-is-present',
  statement: 'Rate limits, concurrency limits and overload say in Retry-After how long to wait',
  source: 'Error Codes Reference, "HTTP Status Codes" and "Upload Errors"',
  level: 'MUST',
  concerns: isPromised,
  check({ answer }) {
    return headerValue(answer, 'Retry-After') === undefined
      ? { evidence: `${answer.status} came without Retry-After` }
      : undefined
  },
  unseen: 'No answer was seen that must carry Retry-After; --allow bursts uses up a rate window to get one',
  sabotage: (run) => damageFirst(run, isPromised, (answer) => withoutHeader(answer, 'Retry-After')),
})
