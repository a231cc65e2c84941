import { warn } from '../../rules/look.ts'
import { isSuccess } from '../error-answer.ts'
import { runRule, type SeenAnswer } from '../rule.ts'

/** Without a key nobody can tell whether an operation is there. */
const hasKey = ({ credential }: SeenAnswer) => !['none', 'malformed', 'unknown'].includes(credential)

export const documentedOperationsExist = runRule({
  id: 'documented-operations-exist',
  statement: 'The operations that this run needs are there',
  source: 'the reference page of each operation; a target may have a part of them',
  level: 'SHOULD',
  needs: ['considered', 'absent'],
  concerns: (exchange) =>
    exchange.operation !== null && !exchange.isInjected && exchange.intent !== 'cleanup' && hasKey(exchange),
  check(answers) {
    const groups = Map.groupBy(answers, ({ operation }) => String(operation))
    const missing = [...groups.entries()].filter(
      ([, all]) => all.every(({ standing }) => standing.kind === 'absent') && !all.some(isSuccess),
    )
    if (missing.length === 0) return []
    const [first] = missing[0]?.[1] ?? []
    const names = missing.map(([operation]) => operation).toSorted()
    return [{ ...warn(`Not there, so not judged: ${names.join(', ')}`), ...(first && { exchange: first }) }]
  },
  unseen: 'No operation of the API was asked for with a valid key',
})
