import type { IncomingMessage } from 'node:http'

const isHost = (name: string | undefined) => name?.length === 4 && name.toLowerCase() === 'host'

/** A name or an address, and perhaps a port (RFC 9110 §7.2). */
const hostForm = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i

/** The last one that was well: nearly every request has the same. */
let known = ''

/** What is wrong with the Host of a request: HTTP/1.1 wants exactly one, and one that can be (RFC 9112 §3.2). */
export function hostIssue({ rawHeaders, httpVersion }: IncomingMessage): string | undefined {
  let count = 0
  let host = ''
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (!isHost(rawHeaders[i])) continue
    count += 1
    host = rawHeaders[i + 1] ?? ''
  }
  if (count > 1) return 'Stands more than once'
  if (host !== known && !hostForm.test(host)) return 'Is not a name or an address, with or without a port'
  known = host
  return count === 0 && httpVersion === '1.1' ? 'Is required by HTTP/1.1' : undefined
}

const absoluteForm = /^https?:\/\/([^/?#]*)/i

/**
 * Puts the host of a target in absolute form in the place of the Host, which such a request does not go by (RFC 9112 §3.2.2).
 * @returns what is wrong with it
 */
export function targetIssue({ url = '/', headers }: IncomingMessage): string | undefined {
  if (url.charCodeAt(0) === 47) return undefined // a slash: nearly every request
  const host = absoluteForm.exec(url)?.[1]
  if (host === undefined) return undefined
  if (host === '' || !hostForm.test(host)) return 'Names no host, or more than a host and a port'
  headers.host = host
  return undefined
}

/** Whether a body comes in a coding that is not undone here: all but chunked (RFC 9112 §6.1). */
export const isCodedOtherwise = (coding: string | undefined): boolean =>
  coding !== undefined && !/^chunked$/i.test(coding.trim())

/** Requests whose sender waits for a 100 before it sends the body, and has not got it. */
const heldBack = new WeakSet<IncomingMessage>()

export const isHeldBack = (request: IncomingMessage): boolean => heldBack.has(request)

export function holdBack(request: IncomingMessage): void {
  heldBack.add(request)
}

export function letCome(request: IncomingMessage): void {
  heldBack.delete(request)
}
