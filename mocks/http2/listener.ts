import type { IncomingHttpHeaders } from 'node:http2'
import type { Connections } from '../adapters/connections.ts'
import { createDelivery, type Transport } from '../adapters/deliver.ts'
import type { Core } from '../core/core.ts'
import { type IncomingMessageLike, isPromise } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { type Http2Call, isGone } from './call.ts'
import { resetStream } from './reset-stream.ts'
import { streamMessage } from './stream-message.ts'
import { breakStream } from './stream-wire.ts'
import { writeStreamReply } from './write-stream-reply.ts'

/** Serves a core over HTTP/2. */
export interface Http2Listener {
  /** The plain message of a call. */
  messageOf(call: Http2Call, headers: IncomingHttpHeaders, rawHeaders: readonly string[]): IncomingMessageLike
  /** Lets the core answer it. */
  serve(message: IncomingMessageLike, call: Http2Call): void
}

/** Serves a core over streams of HTTP/2, as `createListener` does over `node:http`. */
export function createHttp2Listener(
  core: Pick<Core, 'handle' | 'journal'>,
  time: TimeSource,
  connections: Connections,
): Http2Listener {
  const transport: Transport<Http2Call> = {
    isClosed: ({ stream }) => isGone(stream),
    onClose: ({ stream }, listener) => void stream.on('close', listener),
    write: writeStreamReply,
    isWritten: ({ stream }) => stream.writableEnded,
    break: (broken, call, events) => breakStream(broken, call, time, events),
    destroy: ({ stream }) => resetStream(stream, 'INTERNAL_ERROR'),
  }
  const deliver = createDelivery(transport, core, time)
  return {
    messageOf(call, headers, rawHeaders) {
      const headMs = time.monotonic()
      const { number = 0, connectedMs = headMs } = connections.of(call.connection.socket) ?? {}
      return streamMessage(call, headers, rawHeaders, { connection: number, connectedMs, headMs })
    },
    serve(message, call) {
      const answer = core.handle(message)
      if (isPromise(answer))
        answer.then(
          (ready) => deliver(ready, call),
          (error: unknown) => transport.destroy(call, error),
        )
      else deliver(answer, call)
    },
  }
}
