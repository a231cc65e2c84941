import { errorCodes, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { defaultErrorOf, documentedStatuses } from '../../contracts/statuses.ts'
import { type Fault, transportKinds } from './fault.ts'
import { wordOf } from './word.ts'

/** Why something given as a fault is none: the field, in the writer's own spelling, and what was expected. */
export interface Problem {
  readonly field: string
  readonly issue: string
}

type Check = (value: unknown) => string | undefined

const isInteger = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max
const text: Check = (value) => (typeof value === 'string' ? undefined : 'Must be a string')
const integer =
  (min: number, max: number): Check =>
  (value) =>
    isInteger(value, min, max) ? undefined : `Must be a whole number between ${min} and ${max}`
const oneOf =
  (names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value)
      ? undefined
      : `Must be one of ${names.join(', ')}.${didYouMean(wordOf(value), names)}`

/** Longest wait that a fault may ask for: ten minutes. */
export const maxDelayMs = 600_000

/** How far from now an injected Retry-After date may lie: ten years. */
export const maxDateOffsetSeconds = 315_360_000

const isDelayBound = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= maxDelayMs

function isUniform(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [min, max]: unknown[] = value
  return isDelayBound(min) && isDelayBound(max) && min <= max
}

function isLognormal(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { medianMs, sigma, ...rest }: { medianMs?: unknown; sigma?: unknown } = value
  return (
    isDelayBound(medianMs) && typeof sigma === 'number' && sigma >= 0 && sigma <= 3 && Object.keys(rest).length === 0
  )
}

const delay: Check = (value) => {
  const isAlone = typeof value === 'object' && value !== null && Object.keys(value).length === 1
  if (isDelayBound(value)) return undefined
  if (isAlone && 'uniform' in value && isUniform(value.uniform)) return undefined
  if (isAlone && 'lognormal' in value && isLognormal(value.lognormal)) return undefined
  return `Must be milliseconds between 0 and ${maxDelayMs}, {"uniform":[min,max]} or {"lognormal":{"medianMs":…,"sigma":…}}`
}

const retryAfter: Check = (value) => {
  if (value === null || isInteger(value, 0, Number.MAX_SAFE_INTEGER)) return undefined
  const lines = Array.isArray(value) && value.length > 0 && value.length <= 4 ? value : [value]
  const isLine = (line: unknown) => typeof line === 'string' && line.length <= 100 && /^[\t\x20-\x7e]*$/.test(line)
  return lines.every(isLine) ? undefined : 'Must be whole seconds, a field value as text, up to four of them, or null'
}

const details: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'Must be an object'

const timing = { delay, when: oneOf(['before', 'committed']) } satisfies Record<string, Check>

/** Which fields an error fault has, and what each must be. */
const errorFields: Readonly<Record<string, Check>> = {
  error: (value) =>
    isErrorCode(value) ? undefined : `Is not a known error code.${didYouMean(wordOf(value), errorCodes)}`,
  status: integer(400, 599),
  message: text,
  details,
  requestId: (value) =>
    typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value)
      ? undefined
      : 'Must be 1 to 128 visible ASCII characters',
  retryAfter,
  retryAfterDate: integer(-maxDateOffsetSeconds, maxDateOffsetSeconds),
  dateForm: oneOf(['imf-fixdate', 'rfc850', 'asctime']),
  form: oneOf(shapeNames),
  ...timing,
}

const transportFields: Readonly<Record<string, Check>> = { transport: oneOf(transportKinds), ...timing }

/** Which status a bare number stands for: `429` is RATE_LIMIT_ERROR, `400` VALIDATION_ERROR with that status. */
export function faultOfStatus(status: number): Fault | undefined {
  const error = defaultErrorOf(status)
  return error && { error, status }
}

export const statusIssue = (status: unknown): string =>
  `${wordOf(status)} is not a documented error status (${documentedStatuses.filter((known) => known >= 400).join(', ')})`

/**
 * Reads a fault from its JSON form, the one that every channel is brought to. Anything unknown is a problem, never ignored.
 * A bare documented `status` stands for that status's default error.
 */
export function readFault(value: unknown): { fault: Fault } | { problem: Problem } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: { field: 'fault', issue: 'Must be an object such as {"error":"RATE_LIMIT_ERROR"}' } }
  const given: Record<string, unknown> = { ...value }
  if (!('error' in given || 'transport' in given) && 'status' in given) {
    const standsFor = typeof given.status === 'number' ? faultOfStatus(given.status) : undefined
    if (!standsFor) return { problem: { field: 'status', issue: statusIssue(given.status) } }
    Object.assign(given, standsFor)
  }
  if ('error' in given && 'transport' in given)
    return { problem: { field: 'transport', issue: 'Stands beside error; a fault is one or the other' } }
  if (!('error' in given || 'transport' in given)) {
    const near = Object.keys(given)
      .map((field) => didYouMean(wordOf(field), ['error', 'transport', 'status']))
      .find(Boolean)
    return { problem: { field: 'error', issue: `Is required (or transport, or a documented status).${near ?? ''}` } }
  }
  const fields = 'transport' in given ? transportFields : errorFields
  for (const [field, fieldValue] of Object.entries(given)) {
    const check = Object.hasOwn(fields, field) ? fields[field] : undefined
    if (!check) {
      const misplaced = Object.hasOwn(errorFields, field)
        ? 'does not apply to a transport fault'
        : 'Is not a field of a fault.'
      return { problem: { field, issue: `${misplaced}${didYouMean(wordOf(field), Object.keys(fields))}` } }
    }
    const issue = check(fieldValue)
    if (issue) return { problem: { field, issue } }
  }
  if (given.retryAfter !== undefined && given.retryAfterDate !== undefined)
    return { problem: { field: 'retryAfterDate', issue: 'Stands beside retryAfter; give one of them' } }
  if (given.dateForm !== undefined && given.retryAfterDate === undefined)
    return { problem: { field: 'dateForm', issue: 'Says how retryAfterDate is written, which is not given' } }
  if (given.transport === 'slow-answer' && given.delay === undefined)
    return { problem: { field: 'delay', issue: 'Is required: a slow answer is one that comes after its delay' } }
  return { fault: given as unknown as Fault } // every field was checked above
}
