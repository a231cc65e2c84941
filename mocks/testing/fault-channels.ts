import { serializeItem, Token } from 'structured-headers'
import { errorRow } from '../../contracts/errors.ts'
import { defaultErrorOf } from '../../contracts/statuses.ts'
import { type Fault, faultName } from '../faults/fault.ts'

/** The parameters' names in the header, of fields that are spelt otherwise. */
const spelling: Readonly<Record<string, string>> = {
  retryAfter: 'retry-after',
  retryAfterDate: 'retry-after-date',
  requestId: 'request-id',
  dateForm: 'date-form',
}

/** Writes a fault as the header Mock-Fault says it; undefined when no structured field can. */
export function writeItem(fault: Fault): string | undefined {
  const parameters = new Map<string, string | number>()
  for (const [field, value] of Object.entries(fault)) {
    if (field === 'error' || field === 'transport') continue
    if (typeof value !== 'number' && !(typeof value === 'string' && /^[\x20-\x7e]*$/.test(value))) return undefined
    parameters.set(spelling[field] ?? field, value)
  }
  return serializeItem([new Token(faultName(fault)), parameters])
}

/** Writes a fault as the header Prefer says it; undefined for all but an error with one of its documented statuses. */
export function writePrefer(fault: Fault): string | undefined {
  if ('transport' in fault || Object.keys(fault).some((field) => field !== 'error' && field !== 'status'))
    return undefined
  const status = fault.status ?? errorRow(fault.error).status
  return defaultErrorOf(status) === undefined ? undefined : `code=${status}, example=${fault.error}`
}
