import { first, type IncomingMessageLike } from '../../core/message.ts'

/** How much a media range is wanted, from 0 to 1; undefined where the header does not name it (RFC 9110 §12.4.2, §12.5.1). */
function weightOf(accept: string, range: string): number | undefined {
  for (const member of accept.split(',')) {
    const [name = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase())
    if (name !== range) continue
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return weight === undefined ? 1 : Number(weight.slice(2)) || 0
  }
  return undefined
}

/**
 * Whether somebody opens an address in a browser. Clients of an API do not name `text/html` (curl and most libraries send a
 * wildcard), or want JSON more; what a page loads into itself says so in `Sec-Fetch-Dest`.
 */
export function wantsPage(headers: IncomingMessageLike['headers']): boolean {
  const accept = first(headers.accept) ?? ''
  const html = weightOf(accept, 'text/html') ?? 0
  const destination = first(headers['sec-fetch-dest']) ?? 'document'
  return html > 0 && html >= (weightOf(accept, 'application/json') ?? 0) && destination === 'document'
}
