import { type ErrorCode, errorCodes, errorRow, errors } from '../../../contracts/errors.ts'
import type { OperationId } from '../../../contracts/operations/index.ts'
import { statusRows } from '../../../contracts/statuses.ts'
import type { Recipe } from '../probe.ts'

/** The row names it; one that is no operation does not compile here. */
const operationOf = (code: ErrorCode): OperationId => errors[code].injectedOn

/** One recipe for each code: what only a target's own injection can bring about, and the rest once more in another place. */
export const injectedRecipes: readonly Recipe[] = errorCodes.map((code) => ({
  id: `injected-${code}`,
  aims: [
    code,
    ...statusRows.filter(({ error, status }) => error === code && status === errorRow(code).status).map(({ id }) => id),
  ],
  needs: ['faults'],
  cost: 'one read with the header Mock-Fault',
  probes: [
    { id: `injected-${code}`, intent: 'injected', operation: operationOf(code), headers: { 'Mock-Fault': code } },
  ],
}))
