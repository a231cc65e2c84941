import { didYouMean, nearName } from '../../contracts/near-name.ts'
import { wordOf } from '../../contracts/word.ts'
import { memoize } from '../core/memoize.ts'
import type { IncomingMessageLike } from '../core/message.ts'
import type { ServedBy } from './fault.ts'
import { type RequestedFault, readFaultItem } from './header.ts'
import { faultParameter, isMockHeader } from './may-ask.ts'
import { readPrefer } from './prefer.ts'

export type Requested = RequestedFault & { readonly by: ServedBy }

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'object' ? value.join(', ') : value

const known = ['mock-fault', 'mock-control-token']

const refused = (field: string, issue: string, channel: ServedBy['channel']): Requested => ({
  status: 422,
  problem: { field, issue },
  by: { channel },
})

/** A header that was meant for the mock and is none of its own would otherwise be lost in silence. */
function misspelt({ rawHeaders }: IncomingMessageLike): Requested | undefined {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    if (isMockHeader.test(name) && !known.includes(name.toLowerCase()))
      return refused(wordOf(name), `Is not a header of the mock.${didYouMean(wordOf(name), known)}`, 'header')
  }
  return undefined
}

const seemsMeant = (name: string) => /^mock[-_]?/i.test(name) || nearName(name, [faultParameter]) !== undefined

/** The same of the query, in which the API's own unknown parameters are passed over. */
function misspeltParameter(query: URLSearchParams | null, isMeant: (name: string) => boolean): Requested | undefined {
  for (const name of query?.keys() ?? []) {
    if (name !== faultParameter && isMeant(name))
      return refused(wordOf(name), `Is not a parameter of the mock. Did you mean ${faultParameter}?`, 'query')
  }
  return undefined
}

/**
 * Builds the reader of what a request itself asks for, in one of three ways: the header, the query or `Prefer`. Two at once
 * are refused.
 */
export function createFaultReader(): (
  request: IncomingMessageLike,
  query: URLSearchParams | null,
) => Requested | undefined {
  const readHeader = memoize(
    (value): Requested => ({ ...readFaultItem(value, 'Mock-Fault'), by: { channel: 'header' } }),
  )
  const isMeant = memoize(seemsMeant)
  return (request, query) => {
    const { headers } = request
    const header = one(headers['mock-fault'])
    const [parameter, second] = query?.getAll(faultParameter) ?? []
    const prefer = headers.prefer === undefined ? undefined : readPrefer(one(headers.prefer) ?? '')
    if (second !== undefined) return refused(faultParameter, 'Stands more than once', 'query')
    if (header !== undefined && parameter !== undefined)
      return refused(faultParameter, 'Stands beside the header Mock-Fault; ask in one way', 'query')
    if (prefer && (header ?? parameter) !== undefined)
      return refused('Prefer', 'Asks for a fault beside another; ask in one way', 'prefer')
    if (header !== undefined) return readHeader(header)
    if (parameter !== undefined) return { ...readFaultItem(parameter, faultParameter), by: { channel: 'query' } }
    return prefer ? { ...prefer, by: { channel: 'prefer' } } : (misspelt(request) ?? misspeltParameter(query, isMeant))
  }
}
