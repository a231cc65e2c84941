import type { ErrorCode } from '../../../contracts/errors.ts'
import type { HttpDateForm } from '../../../contracts/http-date.ts'
import type { ShapeName } from '../../../contracts/shapes.ts'
import type { TransportKind } from '../../../mocks/faults/fault.ts'

/** What the scripted server does with one request: `{ status: 429, retryAfter: 2 }`, `{ transport: 'reset' }`. */
export interface Step {
  /** Absent when nothing is answered. A 2xx carries the request's promised body. */
  readonly status?: number
  /** Default: the status's own error. */
  readonly code?: ErrorCode
  /** Seconds, the raw field value, or several lines of it. */
  readonly retryAfter?: number | string | readonly string[]
  /** Seconds from now, written as an HTTP-date. */
  readonly retryAfterDate?: number
  readonly dateForm?: HttpDateForm
  /** Seconds from now at which `RateLimit` and `X-RateLimit-Reset` say that the window ends. */
  readonly rateLimitReset?: number
  /** The form of the body; default the envelope, or what a success promises. */
  readonly form?: ShapeName
  /** Where a 3xx leads, relative to the base URL. */
  readonly location?: string
  /** How the connection misbehaves while it carries the answer, or instead of one. */
  readonly transport?: TransportKind
  /** How many requests get this step; `*` means all that follow. Default 1. */
  readonly times?: number | '*'
}

/** Steps in the order in which they are served. Requests beyond the end get the last one again. */
export type Script = readonly Step[]

/** The success that the operation promises. */
export const ok: Step = { status: 200 }

/** A step for every request that still comes. */
export const always = (step: Step): Step => ({ ...step, times: '*' })

const transportWords: Readonly<Record<TransportKind, string>> = {
  reset: 'RST',
  close: 'FIN',
  'reset-mid-body': 'RST@body',
  'close-mid-body': 'FIN@body',
  'short-body': 'SHORT',
  'stall-headers': 'STALL',
  'stall-body': 'STALL@body',
  'slow-body': 'SLOW',
  'malformed-chunk': 'BADCHUNK',
  garbage: 'GARBAGE',
  'early-hints': '103+',
  'slow-answer': 'LATE',
}

const quote = (value: string) => (/^[\w.:-]+$/.test(value) ? value : JSON.stringify(value))

function particulars(step: Step): string {
  const { code, retryAfter, retryAfterDate, dateForm, rateLimitReset, form, location } = step
  const asked = Array.isArray(retryAfter) ? retryAfter.map(quote).join(' and ') : retryAfter
  return [
    code,
    asked !== undefined && `RA=${typeof asked === 'string' && !Array.isArray(retryAfter) ? quote(asked) : asked}`,
    retryAfterDate !== undefined && `RA=date${retryAfterDate < 0 ? '' : '+'}${retryAfterDate}s`,
    dateForm,
    rateLimitReset !== undefined && `reset=+${rateLimitReset}s`,
    form,
    location,
  ]
    .filter(Boolean)
    .join(', ')
}

/** A step in the short notation of reports: `429(RA=2)`, `RST`, `503(html)`, `500*`. */
export function describeStep(step: Step): string {
  const { status, transport, times } = step
  const word = transport === undefined ? '' : transportWords[transport]
  const inner = particulars(step)
  const answer = status === undefined ? word : `${status}${inner && `(${inner})`}`
  const carried = status === undefined || word === '' ? answer : word === '103+' ? `103+${answer}` : `${answer} ${word}`
  return `${carried}${times === '*' ? '*' : times === undefined ? '' : ` ×${times}`}`
}

/** A script in the same notation: `429(RA=2) → 200`. */
export const describeScript = (script: Script): string => script.map(describeStep).join(' → ')

/** The place of the step that answers the request of this number (from 0), and whether the script had ended before it. */
export function stepAt(script: Script, request: number): { index: number; beyond: boolean } {
  let passed = 0
  for (const [index, { times = 1 }] of script.entries()) {
    passed = times === '*' ? Number.POSITIVE_INFINITY : passed + times
    if (request < passed) return { index, beyond: false }
  }
  return { index: script.length - 1, beyond: true }
}
