import type { IncomingHttpHeaders } from 'node:http2'
import type { Connections } from '../adapters/connections.ts'
import { createDelivery, type Transport } from '../adapters/deliver.ts'
import { maxHeaderBytes } from '../adapters/limits.ts'
import { invalid, isPromise, type Refusal, refuse } from '../core/message.ts'
import type { Http2Call } from '../http2/call.ts'
import { resetStream } from '../http2/reset-stream.ts'
import type { OnCall } from '../http2/serve-connection.ts'
import { streamMessage } from '../http2/stream-message.ts'
import { breakStream } from '../http2/stream-wire.ts'
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
  const transport: Transport<Http2Call> = {
    isClosed: ({ stream }) => stream.closed || stream.destroyed,
    onClose: ({ stream }, listener) => void stream.on('close', listener),
    write: writeStreamReply,
    isWritten: ({ stream }) => stream.writableEnded,
    break: (broken, call, events) => breakStream(broken, call, time, events),
    destroy: ({ stream }) => resetStream(stream, 'INTERNAL_ERROR'),
  }
  const deliver = createDelivery(transport, core, time)

  return function onCall(call, headers, rawHeaders) {
    const refusal = refusalAtTheDoor(headers, rawHeaders)
    if (refusal) return writeStreamReply(replyAtTheDoor(refusal), call)
    const headMs = time.monotonic()
    const { number = 0, connectedMs = headMs } = connections.of(call.connection.socket) ?? {}
    const message = streamMessage(call, headers, rawHeaders, { connection: number, connectedMs, headMs })
    if (beside.takes(message.target, message.headers)) {
      beside.answer(message).then((reply) => transport.isClosed(call) || writeStreamReply(reply, call))
      return
    }
    const answer = core.handle(message)
    if (isPromise(answer))
      answer.then(
        (ready) => deliver(ready, call),
        (error: unknown) => transport.destroy(call, error),
      )
    else deliver(answer, call)
  }
}
