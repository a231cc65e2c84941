import { errorCodes, errorRow } from '../../contracts/errors.ts'
import { documentedStatuses } from '../../contracts/statuses.ts'

const tableStatuses: ReadonlySet<number> = new Set([
  ...documentedStatuses,
  ...errorCodes.flatMap((code) => [errorRow(code).status, ...errorRow(code).acceptedStatuses]),
])

/** Whether the contract names a status: in its list, or beside a code (413, 405, 502 and their like). */
export const isTableStatus = (status: number): boolean => tableStatuses.has(status)

/** The statuses that are documented without a code of their own: any well-formed code is accepted there. */
export const codelessStatuses: readonly number[] = documentedStatuses.filter((status) =>
  errorCodes.some((code) => errorRow(code).group === 'http' && errorRow(code).status === status),
)
