import { errorRow } from '../../contracts/errors.ts'
import { formatRetryAfterDate } from '../../contracts/retry-after.ts'
import { type ShapeName, shapes } from '../../contracts/shapes.ts'
import { filledUp } from '../faults/body-bytes.ts'
import { bytesIn } from '../faults/byte-count.ts'
import type { ErrorFault, RedirectFault } from '../faults/fault.ts'
import type { HeaderList, Reply } from './message.ts'
import { type AnswerTo, challenge } from './reply.ts'

/** What of an injected error's answer is the same each time. */
interface FaultParts {
  readonly status: number
  readonly message: string
  readonly headers: Readonly<HeaderList>
  readonly shape: ShapeName
  /** How long its body is made; undefined for as long as it is. */
  readonly sizeBytes: number | undefined
}

function waitLines(value: ErrorFault['retryAfter'] | null | undefined): HeaderList {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value.flatMap((line: string) => ['Retry-After', line]) : ['Retry-After', String(value)]
}

function partsOf(fault: ErrorFault): FaultParts {
  const { error, status: ownStatus, message, details, requestId, form = 'envelope', size, ...others } = fault
  const { retryAfter, retryAfterDate, dateForm, rateLimit, body, rate, delay, when, after, afterBytes, ...unread } =
    others
  unread satisfies Record<string, never> // A field that nobody obeys does not compile.
  const row = errorRow(error)
  const status = ownStatus ?? row.status
  const { contentType } = shapes[form]
  const wait =
    retryAfterDate === undefined ? waitLines(retryAfter === undefined ? row.retryAfterSeconds : retryAfter) : []
  return {
    status,
    message: message ?? row.message,
    headers: [...(contentType === null ? [] : ['Content-Type', contentType]), ...challenge(status), ...wait],
    shape: form,
    sizeBytes: size === undefined ? undefined : bytesIn(size),
  }
}

/** A fault comes as the same object for as long as it is asked for: by one header over and over, or by its entry of the plan. */
const knownParts = new WeakMap<ErrorFault, FaultParts>()

function knownPartsOf(fault: ErrorFault): FaultParts {
  const known = knownParts.get(fault)
  if (known) return known
  const parts = partsOf(fault)
  knownParts.set(fault, parts)
  return parts
}

/** The answer of an injected error, with every override of the fault. */
export function faultReply(fault: ErrorFault, { requestId: ownId, nowMs }: AnswerTo): Reply {
  const { error: code, details, requestId = ownId, retryAfterDate, dateForm } = fault
  const { status, message, headers, shape, sizeBytes } = knownPartsOf(fault)
  const text = shapes[shape].write({ code, status, message, details, requestId, nowMs })
  return {
    status,
    headers:
      retryAfterDate === undefined
        ? [...headers]
        : [...headers, 'Retry-After', formatRetryAfterDate(nowMs + retryAfterDate * 1_000, dateForm)],
    body: sizeBytes === undefined ? text : filledUp(text, sizeBytes),
  }
}

/** The answer of an injected redirect. */
export function redirectReply({ status, location, delay, when, afterBytes, ...unread }: RedirectFault): Reply {
  unread satisfies Record<string, never> // as above
  return { status, headers: ['Location', location], body: null }
}

/** Seconds that an injected error asks for, when it asks in plain seconds; used to keep X-RateLimit-Reset consistent. */
export function askedSeconds({ error, retryAfter, retryAfterDate }: ErrorFault): number | undefined {
  if (retryAfterDate !== undefined) return retryAfterDate
  const value = retryAfter === undefined ? errorRow(error).retryAfterSeconds : retryAfter
  return typeof value === 'number' ? value : undefined
}
