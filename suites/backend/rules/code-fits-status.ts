import { errorRow } from '../../../contracts/errors.ts'
import { defaultErrorOf } from '../../../contracts/statuses.ts'
import { fail, warn } from '../../rules/look.ts'
import { isTableStatus } from '../documented.ts'
import { knownCode } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { ifAnswered } from '../standing.ts'

export const codeFitsStatus = answerRule({
  id: 'code-fits-status',
  statement: 'Every code comes with the status that the contract gives it',
  source: 'Error Codes Reference; where a code has several statuses, the upload and quota pages',
  level: 'MUST',
  needs: ifAnswered,
  concerns: (exchange) => knownCode(exchange) !== undefined && isTableStatus(exchange.answer.status),
  check(exchange) {
    const code = knownCode(exchange)
    if (code === undefined) return undefined
    const { status } = exchange.answer
    const row = errorRow(code)
    const field = 'error.code'
    if (status === row.status || defaultErrorOf(status) === code) return undefined
    if (row.acceptedStatuses.includes(status))
      return { ...warn(`${code} came with ${status}; accepted, though ${row.status} is expected`), field }
    const evidence = `${code} came with ${status}; the contract has ${[row.status, ...row.acceptedStatuses].join(', ')}`
    return row.provenance === 'assumed' && row.group !== 'http'
      ? { ...warn(`${evidence} (assumed)`), field }
      : { ...fail(evidence), field }
  },
  unseen: 'No error carried a documented code',
})
