import { documentedCodes, errorCodes, errorRow } from '../../contracts/errors.ts'
import { documentedStatuses, statusRows } from '../../contracts/statuses.ts'

const tableStatuses: ReadonlySet<number> = new Set([
  ...documentedStatuses,
  ...errorCodes.flatMap((code) => [errorRow(code).status, ...errorRow(code).acceptedStatuses]),
])

/** Whether the contract names a status: in its list, or beside a code (413, 405, 502 and their like). */
export const isTableStatus = (status: number): boolean => tableStatuses.has(status)

/** The statuses for which a page documents a code. */
const codedStatuses: ReadonlySet<number> = new Set([
  ...documentedCodes.map((code) => errorRow(code).status),
  ...statusRows.flatMap(({ status, error }) => (error && errorRow(error).group !== 'http' ? [status] : [])),
])

/** Whether a page documents a code for a status. Where none does, any well-formed code is accepted. */
export const hasDocumentedCode = (status: number): boolean => codedStatuses.has(status)
