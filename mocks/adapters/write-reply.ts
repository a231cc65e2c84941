import type { ServerResponse } from 'node:http'
import type { Reply } from '../core/message.ts'
import { StreamCut } from '../faults/interrupt.ts'
import { isSized } from '../faults/sized-body.ts'
import { endInStages, isStillSending } from './end-in-stages.ts'
import { pump } from './pump.ts'
import { isHeldBack } from './request-line.ts'
import { resetConnection } from './reset-connection.ts'

/** Writes an answer: text and bytes at once, with their length, which it gives; anything else as it comes. */
export function writeReply({ status, headers, body, close }: Reply, response: ServerResponse): number | null {
  const isHeld = isHeldBack(response.req)
  // Whether the body comes after all is not known, so the next request could not be told from it.
  if (close || isHeld) headers.push('Connection', 'close')
  if (isStillSending(response.req) && (body === null || typeof body === 'string')) {
    const text = body ?? ''
    const bytes = Buffer.byteLength(text)
    if (status !== 204 && status !== 304) headers.push('Content-Length', String(bytes))
    response.writeHead(status, headers)
    if (text === '' || response.req.method === 'HEAD') response.flushHeaders()
    else response.write(text)
    void endInStages(response, isHeld ? 1_000 : undefined)
    return bytes
  }
  if (body === null) {
    // 204 and 304 have no Content-Length (RFC 9110 §8.6).
    if (status !== 204 && status !== 304) headers.push('Content-Length', '0')
    response.writeHead(status, headers)
    response.end()
    return 0
  }
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length
    headers.push('Content-Length', String(bytes))
    response.writeHead(status, headers)
    response.end(body)
    return bytes
  }
  response.writeHead(status, isSized(body) ? [...headers, 'Content-Length', String(body.sizeBytes)] : headers)
  writeChunks(body, response)
  return isSized(body) ? body.sizeBytes : null
}

function writeChunks(chunks: AsyncIterable<string | Uint8Array>, response: ServerResponse): void {
  response.flushHeaders()
  const failed = (error: unknown) => {
    if (error instanceof StreamCut && error.kind === 'reset-mid-body' && response.socket)
      resetConnection(response.socket)
    response.destroy() // a body that fails under way ends as a cut connection, as it would on a real server
  }
  const end = () => void (isStillSending(response.req) ? endInStages(response) : response.end())
  void pump(chunks, response, failed, end)
}
