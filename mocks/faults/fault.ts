import type { ErrorCode } from '../../contracts/errors.ts'
import type { HttpDateForm } from '../../contracts/http-date.ts'
import type { ShapeName } from '../../contracts/shapes.ts'

/** How a connection can misbehave. A slow answer is the usual one, after its delay. */
export const transportKinds = [
  'reset',
  'close',
  'reset-mid-body',
  'close-mid-body',
  'short-body',
  'stall-headers',
  'stall-body',
  'slow-body',
  'malformed-chunk',
  'garbage',
  'early-hints',
  'slow-answer',
] as const

export type TransportKind = (typeof transportKinds)[number]

/** A wait before the fault: fixed milliseconds, evenly spread, or the long tail of real networks. */
export type Delay =
  | number
  | { readonly uniform: readonly [minMs: number, maxMs: number] }
  | { readonly lognormal: { readonly medianMs: number; readonly sigma: number } }

interface FaultTiming {
  /** A wait before the fault: milliseconds, or a distribution of them. Default none. */
  readonly delay?: Delay
  /** `committed`: the operation runs and its write stays; only the answer is replaced. Default `before`. */
  readonly when?: 'before' | 'committed'
}

/** An error of the contract, with overrides. */
export interface ErrorFault extends FaultTiming {
  /** Its code. */
  readonly error: ErrorCode
  /** Another status than the table's, from 400 to 599. */
  readonly status?: number
  /** Another message than the table's. */
  readonly message?: string
  /** What stands under `details` in the envelope. */
  readonly details?: Readonly<Record<string, unknown>>
  /** The `request_id`, in body and header. Default: a fresh one. */
  readonly requestId?: string
  /** Seconds, or the raw field value (also a malformed one), or several lines of it; `null` leaves it out. */
  readonly retryAfter?: number | string | readonly string[] | null
  /** Seconds from now, written as an HTTP-date. */
  readonly retryAfterDate?: number
  /** How that date is written: `imf-fixdate` (default), `rfc850` or `asctime`. */
  readonly dateForm?: HttpDateForm
  /** The form of the body: `envelope` (default), or one that the API or a proxy is known to send instead. */
  readonly form?: ShapeName
}

/** A connection that misbehaves. */
export interface TransportFault extends FaultTiming {
  /** In which way. */
  readonly transport: TransportKind
}

/** What can be made to happen to a request. */
export type Fault = ErrorFault | TransportFault

/** The short name under which a fault is reported: its code or its transport kind. */
export const faultName = (fault: Fault): string => ('transport' in fault ? fault.transport : fault.error)

/** How a fault reached a request: by the request itself, or by an entry of the plan. */
export interface ServedBy {
  readonly channel: 'header' | 'prefer' | 'query' | 'plan'
  /** The plan entry's id, for `plan`. */
  readonly entry?: string
  /** Which step of a sequence it was, from 1. */
  readonly step?: number
}
