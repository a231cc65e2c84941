import type { IncomingHttpHeaders } from 'node:http2'
import type { Connections } from '../adapters/connections.ts'
import { maxHeaderBytes } from '../adapters/limits.ts'
import { invalid, type Refusal, refuse } from '../core/message.ts'
import { createHttp2Listener } from '../http2/listener.ts'
import type { OnCall } from '../http2/serve-connection.ts'
import { writeStreamReply } from '../http2/write-stream-reply.ts'
import { connectRefusal, replyAtTheDoor, unknownExpectation } from './client-error.ts'
import type { Served } from './http1-server.ts'

/** How long a header list is, as its limit counts it: 32 bytes for each line (RFC 9113 §6.5.2). */
const sizeOf = (rawHeaders: readonly string[]) =>
  rawHeaders.reduce((sum, text) => sum + text.length, 0) + 16 * rawHeaders.length

/** Why a request is refused before anybody looks at what it asks for: what `node:http` does by itself for HTTP/1.1. */
function refusalAtTheDoor(headers: IncomingHttpHeaders, rawHeaders: readonly string[]): Refusal | undefined {
  const { ':method': method, ':authority': authority, host, expect } = headers
  if (method === 'CONNECT') return connectRefusal(authority)
  if (sizeOf(rawHeaders) > maxHeaderBytes) return refuse('HTTP_431')
  if (authority === undefined && host === undefined) return invalid(':authority', 'Is required', 400)
  // RFC 9113 §8.3.1
  if (authority !== undefined && host !== undefined && host.toLowerCase() !== authority.toLowerCase())
    return invalid('Host', 'Is not what :authority says', 400)
  if (expect !== undefined && String(expect).toLowerCase() !== '100-continue') return unknownExpectation()
  return undefined
}

/** Serves calls over HTTP/2 as `createHttp1Server` does over HTTP/1.1. */
export function createCallListener({ core, beside, time }: Served, connections: Connections): OnCall {
  const { messageOf, serve } = createHttp2Listener(core, time, connections)
  return function onCall(call, headers, rawHeaders) {
    const refusal = refusalAtTheDoor(headers, rawHeaders)
    if (refusal) return writeStreamReply(replyAtTheDoor(refusal), call)
    const message = messageOf(call, headers, rawHeaders)
    if (beside.takes(message.target, message.headers))
      beside.answer(message).then((reply) => writeStreamReply(reply, call))
    else serve(message, call)
  }
}
