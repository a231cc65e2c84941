import { parseItem, Token } from 'structured-headers'
import { errorCodes, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import { type Problem, readInput } from '../../contracts/read-input.ts'
import { wordOf } from '../../contracts/word.ts'
import { faultValidators } from '../generated/fault-validators.js'
import { asFault, type Fault, faultOfStatus } from './fault.ts'
import { transportKinds } from './transports.ts'

/** What a request asked for itself; undefined when it asked for nothing. */
export type RequestedFault = { readonly fault: Fault } | { readonly problem: Problem; readonly status: 400 | 422 }

/** How a field of the JSON form is spelt as a parameter of the header: `retryAfter` is `retry-after`. */
export const parameterOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const fieldOf = (parameter: string): string =>
  parameter.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const asParameters = { part: 'parameter', spell: parameterOf }

/** The fields that the name of a fault stands for. */
function fieldsOf(name: unknown): Record<string, unknown> | undefined {
  if (typeof name === 'number') return { ...(faultOfStatus(name) ?? { status: name }) }
  const word = String(name)
  if (isErrorCode(word)) return { error: word }
  return (transportKinds as readonly string[]).includes(word) ? { transport: word } : undefined
}

function unknownName(name: unknown): string {
  const near = didYouMean(wordOf(String(name)), [...errorCodes, ...transportKinds])
  return `${wordOf(String(name))} is neither an error code, a documented status nor a transport fault.${near}`
}

/**
 * Reads the value of `Mock-Fault` (and of `?mock-fault=`), a structured field item (RFC 9651) such as
 * `RATE_LIMIT_ERROR;retry-after=3`, `503` or `reset;delay=200`.
 * @param source what to call the value in a problem: the header's or the parameter's name
 */
export function readFaultItem(value: string, source: string): RequestedFault {
  const refuse = (field: string, issue: string, status: 400 | 422 = 422) => ({ status, problem: { field, issue } })
  let item: ReturnType<typeof parseItem>
  try {
    item = parseItem(value)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return refuse(source, `Is not a structured field item such as RATE_LIMIT_ERROR;retry-after=3 (${reason})`, 400)
  }
  const [name, given] = item
  const fields = fieldsOf(name)
  if (!fields) return refuse(source, unknownName(name))
  for (const [parameter, held] of given) {
    const field = fieldOf(parameter)
    if (field === 'error' || field === 'transport')
      return refuse(`${source};${parameter}`, 'Stands before the parameters')
    fields[field] = held instanceof Token ? held.toString() : held
  }
  const read = readInput(faultValidators.GivenFault, fields, asParameters)
  if ('input' in read) return { fault: asFault(read.input) }
  const { field, issue } = read.problem
  return refuse(given.has(field) || issue.startsWith('Is required') ? `${source};${field}` : source, issue)
}
