import { operationRow } from '../../../contracts/operations/index.ts'
import { fail, type Look } from '../../rules/look.ts'
import { isSuccess } from '../error-answer.ts'
import { limitOf, listOf } from '../list-answer.ts'
import { runRule, type SeenAnswer } from '../rule.ts'

const isLast = (exchange: SeenAnswer, _: number, all: readonly SeenAnswer[]) =>
  all.findLast(({ probe }) => probe === exchange.probe) === exchange

function look(exchange: SeenAnswer): Look | undefined {
  const { answer, operation } = exchange
  const isListed = operation !== null && operationRow(operation).path.includes('{')
  if (isSuccess(exchange) || (operation !== null && operationRow(operation).success === answer.status)) {
    const list = listOf(exchange)
    return list && list.items.length > limitOf(exchange) ? fail('A list holds more than its limit asks for') : undefined
  }
  return answer.status === 404 && isListed
    ? fail('What the target itself has named cannot be found (404)')
    : fail(`A valid request was answered with ${answer.status}`)
}

export const validRequestSucceeds = runRule({
  id: 'valid-request-succeeds',
  statement: 'A valid request with a key that may make it succeeds',
  source: 'the reference page of each operation',
  level: 'MUST',
  concerns: ({ intent }) => intent === 'success',
  // A request that is repeated until it succeeds counts once, by its end.
  check: (valid) =>
    valid.filter(isLast).flatMap((exchange) => {
      const found = look(exchange)
      return found ? [{ ...found, exchange }] : []
    }),
  unseen: 'No valid request was sent',
})
