import { errorRow } from '../../../contracts/errors.ts'
import { defaultErrorOf } from '../../../contracts/statuses.ts'
import { isTableStatus } from '../documented.ts'
import { knownCode } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

export const codeFitsStatus = answerRule({
  id: 'code-fits-status',
  statement: 'Every code comes with the status that the contract gives it',
  source: 'Error Codes Reference; where a code has several statuses, the upload and quota pages',
  level: 'MUST',
  concerns: (exchange) => knownCode(exchange) !== undefined && isTableStatus(exchange.answer.status),
  check(exchange) {
    const code = knownCode(exchange)
    if (code === undefined) return undefined
    const { status } = exchange.answer
    const row = errorRow(code)
    if (status === row.status || defaultErrorOf(status) === code) return undefined
    const expected = [row.status, ...row.acceptedStatuses].join(', ')
    if (row.acceptedStatuses.includes(status))
      return { evidence: `${code} came with ${status}; accepted, though ${row.status} is expected`, verdict: 'warn' }
    const evidence = `${code} came with ${status}; the contract has ${expected}`
    return row.provenance === 'assumed' ? { evidence: `${evidence} (assumed)`, verdict: 'warn' } : { evidence }
  },
  unseen: 'No error carried a documented code',
  sabotage: (run) =>
    damageFirst(
      run,
      (exchange) => exchange.intent === 'wrong-method',
      (answer) => withError(answer, { code: 'AUTHZ_ERROR' }),
    ),
})
