import { parseItem, Token } from 'structured-headers'
import { type Problem, readInput } from '../../contracts/read-input.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { asFault, type Fault, namedFault, unknownName } from './fault.ts'
import { fieldOf, parameterOf } from './parameter-name.ts'

/** What a request asked for itself; undefined when it asked for nothing. */
export type RequestedFault = { readonly fault: Fault } | { readonly problem: Problem; readonly status: 400 | 422 }

const asParameters = { part: 'parameter', spell: parameterOf }

/** A size as people write it, `8MB`, is no bare item of a structured field; it is taken as the text that it is. */
const quoteSizes = (value: string): string =>
  value.replace(/"(?:[^"\\]|\\.)*"|=(\d+[A-Za-z]+)(?=\s*(?:;|$))/g, (whole, size?: string) =>
    size === undefined ? whole : `="${size}"`,
  )

/**
 * Reads the value of `Mock-Fault` (and of `?mock-fault=`), a structured field item (RFC 9651) such as
 * `RATE_LIMIT_ERROR;retry-after=3`, `503` or `reset;delay=200`.
 * @param source what to call the value in a problem: the header's or the parameter's name
 */
export function readFaultItem(value: string, source: string): RequestedFault {
  const refuse = (field: string, issue: string, status: 400 | 422 = 422) => ({ status, problem: { field, issue } })
  let item: ReturnType<typeof parseItem>
  try {
    item = parseItem(quoteSizes(value))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return refuse(source, `Is not a structured field item such as RATE_LIMIT_ERROR;retry-after=3 (${reason})`, 400)
  }
  const [name, given] = item
  const named = namedFault(name)
  if (!named) return refuse(source, unknownName(name))
  const fields: Record<string, unknown> = { ...named }
  for (const [parameter, held] of given) {
    const field = fieldOf(parameter)
    // A status overrides an error's; of what is named by its status it is the name.
    if (
      field === 'error' ||
      field === 'transport' ||
      (field === 'status' && named.error === undefined && 'status' in named)
    )
      return refuse(`${source};${parameter}`, 'Stands before the parameters')
    fields[field] = held instanceof Token ? held.toString() : held
  }
  const read = readInput(faultValidators.GivenFault, fields, asParameters)
  if ('input' in read) return { fault: asFault(read.input) }
  const { field, issue } = read.problem
  return refuse(given.has(field) || issue.startsWith('Is required') ? `${source};${field}` : source, issue)
}
