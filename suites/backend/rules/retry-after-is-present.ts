import { errorRow } from '../../../contracts/errors.ts'
import { fail } from '../../rules/look.ts'
import { isError, knownCode } from '../error-answer.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

/** Not every limit promises a wait, and what was asked for here may be one that does not. */
const mayBeAnyLimit = ({ isInjected, intent }: Answered) => isInjected || intent === 'used-up-month'

/** Whether the contract promises Retry-After: by the code, or on a 429 whose code is not known. */
function isPromised(exchange: Answered): boolean {
  if (!isError(exchange)) return false
  const code = knownCode(exchange)
  return code === undefined
    ? exchange.answer.status === 429 && !mayBeAnyLimit(exchange)
    : errorRow(code).retryAfter === 'required'
}

export const retryAfterIsPresent = answerRule({
  id: 'retry-after-is-present',
  statement: 'Rate limits, concurrency limits and overload say in Retry-After how long to wait',
  source: 'Error Codes Reference, "HTTP Status Codes" and "Upload Errors"',
  level: 'MUST',
  needs: ifAnswered,
  concerns: isPromised,
  check: ({ answer }) =>
    headerValue(answer, 'Retry-After') === undefined
      ? { ...fail(`${answer.status} came without Retry-After`), field: 'Retry-After' }
      : undefined,
  unseen: 'No answer was seen that must carry Retry-After; --allow bursts uses up a rate window to get one',
})
