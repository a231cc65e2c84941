import type { ServerResponse } from 'node:http'
import type { Reply } from '../core/message.ts'
import { StreamCut } from '../faults/interrupt.ts'
import { isSized } from '../faults/sized-body.ts'
import { endInStages, isStillSending } from './end-in-stages.ts'
import { pump } from './pump.ts'
import { isHeldBack } from './request-line.ts'
import { resetConnection } from './reset-connection.ts'

/** Writes an answer: text and bytes at once, with their length; anything else as it comes. */
export function writeReply({ status, headers, body, close }: Reply, response: ServerResponse): void {
  const isHeld = isHeldBack(response.req)
  // Whether the body comes after all is not known, so the next request could not be told from it.
  if (close || isHeld) headers.push('Connection', 'close')
  if (isStillSending(response.req) && (body === null || typeof body === 'string')) {
    const text = body ?? ''
    if (status !== 204 && status !== 304) headers.push('Content-Length', String(Buffer.byteLength(text)))
    response.writeHead(status, headers)
    if (text === '' || response.req.method === 'HEAD') response.flushHeaders()
    else response.write(text)
    void endInStages(response, isHeld ? 1_000 : undefined)
    return
  }
  if (body === null) {
    // 204 and 304 have no Content-Length (RFC 9110 §8.6).
    if (status !== 204 && status !== 304) headers.push('Content-Length', '0')
    response.writeHead(status, headers)
    response.end()
  } else if (typeof body === 'string') {
    headers.push('Content-Length', String(Buffer.byteLength(body)))
    response.writeHead(status, headers)
    response.end(body)
  } else if (body instanceof Uint8Array) {
    headers.push('Content-Length', String(body.length))
    response.writeHead(status, headers)
    response.end(body)
  } else {
    if (isSized(body)) headers.push('Content-Length', String(body.sizeBytes))
    response.writeHead(status, headers)
    response.flushHeaders()
    const failed = (error: unknown) => {
      if (error instanceof StreamCut && error.kind === 'reset-mid-body' && response.socket)
        resetConnection(response.socket)
      response.destroy() // a body that fails under way ends as a cut connection, as it would on a real server
    }
    const end = () => void (isStillSending(response.req) ? endInStages(response) : response.end())
    void pump(body, response, failed, end)
  }
}
