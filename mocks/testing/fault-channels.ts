import { serializeItem, Token } from 'structured-headers'
import { errorRow } from '../../contracts/errors.ts'
import { defaultErrorOf } from '../../contracts/statuses.ts'
import { type Fault, faultName, isError, isRedirect, isSuccess } from '../faults/fault.ts'
import { parameterOf } from '../faults/parameter-name.ts'

/** Writes a fault as the header Mock-Fault says it; undefined when no structured field can. */
export function writeItem(fault: Fault): string | undefined {
  const parameters = new Map<string, string | number>()
  const isNamedByStatus = isRedirect(fault) || isSuccess(fault)
  for (const [field, value] of Object.entries(fault)) {
    if (field === 'error' || field === 'transport' || (field === 'status' && isNamedByStatus)) continue
    if (typeof value !== 'number' && !(typeof value === 'string' && /^[\x20-\x7e]*$/.test(value))) return undefined
    parameters.set(parameterOf(field), value)
  }
  return serializeItem([isNamedByStatus ? fault.status : new Token(faultName(fault)), parameters])
}

/** Writes a fault as the header Prefer says it; undefined for all but an error with one of its documented statuses. */
export function writePrefer(fault: Fault): string | undefined {
  if (!isError(fault) || Object.keys(fault).some((field) => field !== 'error' && field !== 'status')) return undefined
  const status = fault.status ?? errorRow(fault.error).status
  return defaultErrorOf(status) === undefined ? undefined : `code=${status}, example=${fault.error}`
}
