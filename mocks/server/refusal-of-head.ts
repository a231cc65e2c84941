import type { IncomingMessage } from 'node:http'
import { hostIssue, isCodedOtherwise, targetIssue } from '../adapters/request-line.ts'
import { invalid, type Refusal, refuse } from '../core/message.ts'

/** Why a request of HTTP/1.1 is refused before anybody looks at what it asks for, where `node:http` lets it pass. */
export function refusalOfHead(request: IncomingMessage): Refusal | undefined {
  const host = hostIssue(request)
  if (host !== undefined) return invalid('Host', host, 400)
  const target = targetIssue(request)
  if (target !== undefined) return invalid('target', target, 400)
  const coding = request.headers['transfer-encoding']
  if (coding === undefined) return undefined
  // RFC 9112 §6.1, for both: whoever wrote HTTP/1.0 may mean another end of the body.
  if (request.httpVersion === '1.0') return invalid('Transfer-Encoding', 'Is not known to HTTP/1.0', 400)
  return isCodedOtherwise(coding)
    ? refuse('HTTP_501', { message: 'Transfer-Encoding: only chunked is undone here' })
    : undefined
}
