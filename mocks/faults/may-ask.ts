import type { IncomingMessageLike } from '../core/message.ts'

/** The name of the query parameter that takes what the header takes. It never reaches the operation's own validation. */
export const faultParameter = 'mock-fault'

/** Whether a header is meant for the mock. */
export const isMockHeader = /^mock-/i

/** Whether a request has something in which it could ask for a fault, misspelt or not: only then is that read. */
export function mayAskForFault({ headers, rawHeaders }: IncomingMessageLike, query: URLSearchParams | null): boolean {
  if (headers[faultParameter] !== undefined || query !== null || headers.prefer !== undefined) return true
  for (let i = 0; i < rawHeaders.length; i += 2) if (isMockHeader.test(rawHeaders[i] ?? '')) return true
  return false
}
