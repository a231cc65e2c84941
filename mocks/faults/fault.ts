import { errorCodes, isErrorCode } from '../../contracts/errors.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import { defaultErrorOf } from '../../contracts/statuses.ts'
import { wordOf } from '../../contracts/word.ts'
import type {
  ErrorFault,
  GivenFault,
  RedirectFault,
  StatusFault,
  SuccessFault,
  TransportFault,
} from '../generated/fault-types.ts'
import type { ByteCount } from './byte-count.ts'
import { isRedirectStatus, isSuccessStatus } from './named-statuses.ts'
import { isTransportKind, transportKinds } from './transports.ts'

export type {
  Delay,
  ErrorFault,
  GivenFault,
  RedirectFault,
  StatusFault,
  SuccessFault,
  TransportFault,
} from '../generated/fault-types.ts'
export type { TransportKind } from './transports.ts'

/** What can be made to happen to a request. */
export type Fault = ErrorFault | RedirectFault | SuccessFault | TransportFault

/** The fields that the name of a fault stands for: a code, a status or a transport kind. Undefined when it is none of them. */
export function namedFault(name: unknown): Partial<Record<'error' | 'status' | 'transport', unknown>> | undefined {
  if (typeof name === 'number') {
    const error = defaultErrorOf(name)
    return error === undefined ? { status: name } : { error, status: name }
  }
  const word = String(name)
  if (isErrorCode(word)) return { error: word }
  return isTransportKind(word) ? { transport: word } : undefined
}

/** What to say of a name that is none. */
export function unknownName(name: unknown): string {
  const word = wordOf(String(name))
  const near = didYouMean(word, [...errorCodes, ...transportKinds])
  return `${word} is neither an error code, a documented status nor a transport fault.${near}`
}

const isBareStatus = (fault: GivenFault): fault is StatusFault =>
  !('error' in fault || 'transport' in fault || isRedirectStatus(fault.status) || isSuccessStatus(fault.status))

/** A fault that was given, with the error that a bare status stands for: `400` is VALIDATION_ERROR with that status. */
export function asFault(given: GivenFault): Fault {
  if (!isBareStatus(given)) return given
  const error = defaultErrorOf(given.status)
  if (error === undefined) throw new TypeError(`${given.status} is not a documented error status`)
  return { ...given, error }
}

export const isError = (fault: Fault): fault is ErrorFault => 'error' in fault
export const isRedirect = (fault: Fault): fault is RedirectFault => 'location' in fault
export const isTransport = (fault: Fault): fault is TransportFault => 'transport' in fault

export const isSuccess = (fault: Fault): fault is SuccessFault =>
  !(isError(fault) || isTransport(fault) || isRedirect(fault))

/** Whether it comes inside a stream, and so only where there is one. */
export const isInStream = (fault: Fault): boolean => 'when' in fault && fault.when === 'streaming'

/** How many bytes of the request come before it; undefined where the whole request does. */
export const afterBytesOf = (fault: Fault): ByteCount | undefined =>
  'afterBytes' in fault ? fault.afterBytes : undefined

/** The short name under which a fault is reported: its code, its transport kind, or the status of any other answer. */
export function faultName(given: GivenFault): string {
  const fault = asFault(given)
  if ('transport' in fault) return fault.transport
  return 'error' in fault ? fault.error : String(fault.status)
}

/** How a fault reached a request: by the request itself, or by an entry of the plan. */
export interface ServedBy {
  readonly channel: 'header' | 'prefer' | 'query' | 'plan'
  /** The plan entry's id, for `plan`. */
  readonly entry?: string
  /** Which step of a sequence it was, from 1. */
  readonly step?: number
}
