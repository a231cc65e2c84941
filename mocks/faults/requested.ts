import type { IncomingMessageLike } from '../message.ts'
import { remember } from '../remember.ts'
import type { ServedBy } from './fault.ts'
import { type RequestedFault, readFaultItem } from './header.ts'
import { readPrefer } from './prefer.ts'

/** The name of the query parameter that takes what the header takes. It never reaches the operation's own validation. */
export const faultParameter = 'mock-fault'

export type Requested = RequestedFault & { readonly by: ServedBy }

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'object' ? value.join(', ') : value

/** Builds the reader of what a request itself asks for: the header first, then the query, then `Prefer`. */
export function createFaultReader(): (
  request: IncomingMessageLike,
  query: URLSearchParams | null,
) => Requested | undefined {
  const readHeader = remember(
    (value): Requested => ({ ...readFaultItem(value, 'Mock-Fault'), by: { channel: 'header' } }),
  )
  return (request, query) => {
    const header = one(request.headers['mock-fault'])
    return header === undefined ? readOthers(request, query) : readHeader(header)
  }
}

function readOthers(request: IncomingMessageLike, query: URLSearchParams | null): Requested | undefined {
  const parameter = query?.get(faultParameter)
  if (parameter !== null && parameter !== undefined)
    return { ...readFaultItem(parameter, faultParameter), by: { channel: 'query' } }
  const prefer = one(request.headers.prefer)
  const preferred = prefer === undefined ? undefined : readPrefer(prefer)
  return preferred && { ...preferred, by: { channel: 'prefer' } }
}
