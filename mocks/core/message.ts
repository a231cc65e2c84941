import type { ErrorCode } from '../../contracts/errors.ts'
import type { TransportKind } from '../faults/transports.ts'
import type { RateState } from '../tenant/rate-window.ts'

/** Header lines as they go over the wire: name, value, name, value. A name may stand more than once. */
export type HeaderList = string[]

/** The bytes of a request, not yet read. Whoever reads them first owns them. */
export interface RequestBody {
  /** What Content-Length says; undefined when it is absent (chunked or none). */
  readonly declaredBytes: number | undefined
  /** The sender waits for a 100 before it sends the body (RFC 9110 §10.1.1): reading it asks for it. */
  readonly isHeldBack?: boolean
  /** Yields the bytes as they arrive; throws `BodyAborted` when the client goes away. */
  chunks(): AsyncIterable<Uint8Array>
}

/** Thrown out of a body whose sender went away before its end. */
export class BodyAborted extends Error {
  override name = 'BodyAborted'
}

/** A plain HTTP request, as near to `node:http`'s as possible: nothing is converted on the hot path. */
export interface IncomingMessageLike {
  readonly method: string
  /** Origin-form: path and query, undecoded. */
  readonly target: string
  /** Scheme and authority under which the client reached the mock, for absolute links. */
  readonly origin: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Header lines as received, for the journal. */
  readonly rawHeaders: readonly string[]
  /** Null when the request carries no body. */
  readonly body: RequestBody | null
  /** Numbers the connection; 0 where there is none to see (in process). */
  readonly connection: number
  /** Whether it came over HTTP/2. */
  readonly isHttp2?: true
  /** When the connection was opened, on the journal's monotonic clock. */
  readonly connectedMs: number
  /** When the request's head was complete, on the same clock. */
  readonly headMs: number
  /** A signal that aborts when the client goes away; made only when it is asked for. */
  readonly gone?: (() => AbortSignal) | undefined
}

export type ReplyBody = string | Uint8Array | AsyncIterable<string | Uint8Array> | null

/** An answer in full. */
export interface Reply {
  readonly status: number
  readonly headers: HeaderList
  readonly body: ReplyBody
  /** The request's remaining bytes are not wanted: answer at once and close the connection. */
  readonly close?: boolean
  /** Of a stream: the events with which an error ends it. */
  readonly ending?: (refusal: Refusal) => readonly string[]
}

/** Instead of an answer: the connection misbehaves. `reply` is what would have been sent, for faults that begin it. */
export interface TransportBreak {
  readonly transport: TransportKind
  readonly reply: Reply
  /** How fast a body comes that drips; by default it takes two seconds. */
  readonly bytesPerSecond?: number
}

export type Outcome = Reply | TransportBreak

/** An operation's "no": an error of the table, with what is particular to this case. */
export interface Refusal {
  readonly error: ErrorCode
  readonly status?: number
  readonly message?: string
  readonly details?: Readonly<Record<string, unknown>>
  /** Milliseconds until it may succeed; sent as Retry-After, rounded up. */
  readonly retryAfterMs?: number
  readonly headers?: HeaderList
  readonly close?: boolean
  /** The rate window that ran out, when it is not the plan's: X-RateLimit-* then speak of it. */
  readonly window?: RateState
}

/** Says no: `refuse('HTTP_404', { message: 'No file has this id' })`. */
export function refuse(error: ErrorCode, particulars: Omit<Refusal, 'error'> = {}): Refusal {
  return { error, ...particulars }
}

/** The refusal of a field that breaks its rule, as the API documents it: details name the field and the issue. */
export function invalid(field: string, issue: string, status: 400 | 417 | 422 = 422): Refusal {
  return { error: 'VALIDATION_ERROR', status, message: `${field}: ${issue}`, details: { field, issue } }
}

export type MaybePromise<T> = T | Promise<T>

export const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> =>
  typeof (value as { then?: unknown }).then === 'function' // narrows a union of exactly these two

/** Goes on with a value at once when it is there, else when it comes: the hot path never waits for a promise that it does not need. */
export function whenReady<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value)
}

/** The value of a header that stands at most once; the first one when it stands more often. */
export const first = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'object' ? value[0] : value
