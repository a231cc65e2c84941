import type { IncomingMessage } from 'node:http'

const isHost = (name: string | undefined) => name?.length === 4 && name.toLowerCase() === 'host'

/** What is wrong with the Host of a request: HTTP/1.1 wants exactly one (RFC 9112 §3.2). */
export function hostIssue({ rawHeaders, httpVersion }: IncomingMessage): string | undefined {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (isHost(rawHeaders[i])) count += 1
  if (count > 1) return 'Stands more than once'
  return count === 0 && httpVersion === '1.1' ? 'Is required by HTTP/1.1' : undefined
}

/** Requests whose sender waits for a 100 before it sends the body, and has not got it. */
const heldBack = new WeakSet<IncomingMessage>()

export const isHeldBack = (request: IncomingMessage): boolean => heldBack.has(request)

export function holdBack(request: IncomingMessage): void {
  heldBack.add(request)
}

export function letCome(request: IncomingMessage): void {
  heldBack.delete(request)
}
