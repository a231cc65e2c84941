import { parseItem, Token } from 'structured-headers'
import { errorCodes, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import { type Fault, transportKinds } from './fault.ts'
import { faultOfStatus, type Problem, readFault, statusIssue } from './read-fault.ts'
import { wordOf } from './word.ts'

/** What a request asked for itself; undefined when it asked for nothing. */
export type RequestedFault = { readonly fault: Fault } | { readonly problem: Problem; readonly status: 400 | 422 }

/** Parameter of the header → field of the JSON form. */
export const headerParameters: Readonly<Record<string, string>> = {
  status: 'status',
  message: 'message',
  'request-id': 'requestId',
  'retry-after': 'retryAfter',
  'retry-after-date': 'retryAfterDate',
  'date-form': 'dateForm',
  form: 'form',
  delay: 'delay',
  when: 'when',
}

function kindOf(name: unknown): Record<string, unknown> | Problem {
  if (typeof name === 'number') {
    const fault = Number.isInteger(name) ? faultOfStatus(name) : undefined
    return fault ? { ...fault } : { field: '', issue: statusIssue(name) }
  }
  const word = String(name)
  if (isErrorCode(word)) return { error: word }
  if ((transportKinds as readonly string[]).includes(word)) return { transport: word }
  return {
    field: '',
    issue: `${wordOf(word)} is neither an error code, a documented status nor a transport fault.${didYouMean(wordOf(word), [...errorCodes, ...transportKinds])}`,
  }
}

const isProblem = (value: Record<string, unknown> | Problem): value is Problem => 'issue' in value

/**
 * Reads the value of `Mock-Fault` (and of `?mock-fault=`), a structured field item (RFC 9651) such as
 * `RATE_LIMIT_ERROR;retry-after=3`, `503` or `reset;delay=200`.
 * @param source what to call the value in a problem: the header's or the parameter's name
 */
export function readFaultItem(value: string, source: string): RequestedFault {
  let item: ReturnType<typeof parseItem>
  try {
    item = parseItem(value)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return {
      status: 400,
      problem: {
        field: source,
        issue: `Is not a structured field item such as RATE_LIMIT_ERROR;retry-after=3 (${reason})`,
      },
    }
  }
  const [name, given] = item
  const fields = kindOf(name)
  if (isProblem(fields)) return { status: 422, problem: { field: source, issue: fields.issue } }
  for (const [key, parameter] of given) {
    const field = Object.hasOwn(headerParameters, key) ? headerParameters[key] : undefined
    if (field === undefined)
      return {
        status: 422,
        problem: {
          field: `${source};${key}`,
          issue: `Is not a known parameter.${didYouMean(wordOf(key), Object.keys(headerParameters))}`,
        },
      }
    fields[field] = parameter instanceof Token ? parameter.toString() : parameter
  }
  const read = readFault(fields)
  if ('fault' in read) return read
  const parameter = Object.keys(headerParameters).find((key) => headerParameters[key] === read.problem.field)
  return { status: 422, problem: { field: parameter ? `${source};${parameter}` : source, issue: read.problem.issue } }
}
