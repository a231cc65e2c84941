import type { ErrorCode } from '../../../contracts/errors.ts'
import type { HttpDateForm } from '../../../contracts/http-date.ts'
import type { ShapeName } from '../../../contracts/shapes.ts'
import { type TransportKind, transportRow } from '../../../mocks/faults/transports.ts'
import type { StreamEnd } from './event-stream.ts'

/** What the scripted server does with one request: `{ status: 429, retryAfter: 2 }`, `{ transport: 'reset' }`. */
export interface Step {
  /** Absent when nothing is answered. A 2xx carries the request's promised body. */
  readonly status?: number
  /** Default: the status's own error. */
  readonly code?: ErrorCode
  /** Seconds, the raw field value, or several lines of it. */
  readonly retryAfter?: number | string | readonly string[]
  /** Names of headers are sent in lower case, as proxies that speak HTTP/2 do. */
  readonly lowerCase?: true
  /** Seconds from now, written as an HTTP-date. */
  readonly retryAfterDate?: number
  readonly dateForm?: HttpDateForm
  /** Seconds by which the server's clock is ahead: its Date, and the date that it asks to wait for. */
  readonly clockAhead?: number
  /** Seconds from now at which `RateLimit` and `X-RateLimit-Reset` say that the window ends. */
  readonly rateLimitReset?: number
  /** Only the one of the two. */
  readonly rateLimitHeader?: 'RateLimit' | 'X-RateLimit-Reset'
  /** The form of the body; default the envelope, or what a success promises. */
  readonly form?: ShapeName
  /** Where a 3xx leads, relative to the base URL. */
  readonly location?: string
  /** `Location` holds a path alone, as it may (RFC 9110 §10.2.2). Default: the whole URL. */
  readonly relative?: true
  /** The 3xx leads to a second origin of ours: some other port, or one whose text begins like the first (2100, 21007). */
  readonly elsewhere?: 'other-port' | 'alike'
  /** How long the answer takes, in the client's time. */
  readonly delayMs?: number
  /** Behind its head the body drips without end, or is 8 MB long. */
  readonly body?: 'drips' | 'huge'
  /** The answer comes when 64 kB of the upload have: then the rest is read, or the connection ends. */
  readonly early?: 'reads-on' | 'ends'
  /** How a stream of events ends. Default `whole`. */
  readonly stream?: StreamEnd
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

const streamWords: Readonly<Record<StreamEnd, string>> = {
  whole: '',
  fails: 'event: error',
  'breaks-off': 'events, cut off',
  stalls: 'events, stalled',
}

const quote = (value: string) => (/^[\w.:-]+$/.test(value) ? value : JSON.stringify(value))

function particulars(step: Step): string {
  const { code, retryAfter, retryAfterDate, dateForm, clockAhead, rateLimitReset, rateLimitHeader } = step
  const { form, location, relative, elsewhere, body, early, stream, lowerCase } = step
  const asked = Array.isArray(retryAfter) ? retryAfter.map(quote).join(' and ') : retryAfter
  return [
    code,
    asked !== undefined && `RA=${typeof asked === 'string' && !Array.isArray(retryAfter) ? quote(asked) : asked}`,
    retryAfterDate !== undefined && `RA=date${retryAfterDate < 0 ? '' : '+'}${retryAfterDate}s`,
    lowerCase && 'lower case',
    dateForm,
    clockAhead !== undefined && `clock ${clockAhead < 0 ? '' : '+'}${clockAhead}s`,
    rateLimitReset !== undefined && `${rateLimitHeader ?? 'reset'}=+${rateLimitReset}s`,
    form,
    location,
    relative && 'a path alone',
    elsewhere && (elsewhere === 'alike' ? 'to a port that begins alike' : 'to another port'),
    body === 'huge' && '8 MB',
    early && `before the upload ends${early === 'ends' ? ', then FIN' : ''}`,
    stream && stream !== 'whole' && streamWords[stream],
  ]
    .filter(Boolean)
    .join(', ')
}

/** A step in the short notation of reports: `429(RA=2)`, `RST`, `503(html)`, `500*`. */
export function describeStep(step: Step): string {
  const { status, transport, times, delayMs, body } = step
  const word = transport !== undefined ? transportRow(transport).notation : body === 'drips' ? 'DRIP' : ''
  const inner = particulars(step)
  const answer = status === undefined ? word : `${status}${inner && `(${inner})`}`
  const carried =
    status === undefined || word === '' ? answer : word.endsWith('+') ? `${word}${answer}` : `${answer} ${word}`
  const late = delayMs === undefined ? '' : `SLOW ${delayMs / 1_000}s `
  return `${late}${carried}${times === '*' ? '*' : times === undefined ? '' : ` ×${times}`}`
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
