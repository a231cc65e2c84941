import { errorRow } from '../../../contracts/errors.ts'
import { warn } from '../../rules/look.ts'
import { knownCode } from '../error-answer.ts'
import { type Answered, headerValue } from '../exchange.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

function isHopeless(exchange: Answered): boolean {
  const code = knownCode(exchange)
  return code !== undefined && errorRow(code).retryAfter === 'absent'
}

export const retryAfterOnlyWhereItHelps = answerRule({
  id: 'retry-after-only-where-it-helps',
  statement: 'Errors that waiting does not cure carry no Retry-After',
  source: 'assumed: no page gives them one, and clients would repeat what cannot succeed',
  level: 'SHOULD',
  needs: ifAnswered,
  concerns: isHopeless,
  check: (exchange) =>
    headerValue(exchange.answer, 'Retry-After') === undefined
      ? undefined
      : { ...warn(`${knownCode(exchange)} came with Retry-After, though waiting does not help`), field: 'Retry-After' },
  unseen: 'No error was answered that waiting does not cure',
})
