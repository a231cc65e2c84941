import { defaultErrorOf } from '../../contracts/statuses.ts'
import type { ErrorFault, GivenFault, StatusFault, TransportFault } from '../generated/fault-types.ts'

export type { Delay, ErrorFault, GivenFault, StatusFault, TransportFault } from '../generated/fault-types.ts'
export type { TransportKind } from './transports.ts'

/** What can be made to happen to a request. */
export type Fault = ErrorFault | TransportFault

/** The error that a documented status stands for: `429` is RATE_LIMIT_ERROR, `400` VALIDATION_ERROR with that status. */
export function faultOfStatus(status: number): ErrorFault | undefined {
  const error = defaultErrorOf(status)
  return error && { error, status }
}

const isStatus = (fault: GivenFault): fault is StatusFault => !('error' in fault || 'transport' in fault)

/** A fault that was given, with the error that a bare status stands for. */
export function asFault(given: GivenFault): Fault {
  if (!isStatus(given)) return given
  const error = defaultErrorOf(given.status)
  if (error === undefined) throw new TypeError(`${given.status} is not a documented error status`)
  return { ...given, error }
}

/** The short name under which a fault is reported: its code or its transport kind. */
export function faultName(given: GivenFault): string {
  const fault = asFault(given)
  return 'transport' in fault ? fault.transport : fault.error
}

/** How a fault reached a request: by the request itself, or by an entry of the plan. */
export interface ServedBy {
  readonly channel: 'header' | 'prefer' | 'query' | 'plan'
  /** The plan entry's id, for `plan`. */
  readonly entry?: string
  /** Which step of a sequence it was, from 1. */
  readonly step?: number
}
