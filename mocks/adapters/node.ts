import type { IncomingMessage, ServerResponse } from 'node:http'
import { originForm } from '../../contracts/origin-form.ts'
import type { Core } from '../core/core.ts'
import { BodyAborted, type IncomingMessageLike, isPromise, type RequestBody } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { type Connections, createConnections } from './connections.ts'
import { createDelivery, type Transport } from './deliver.ts'
import { hasBody } from './end-in-stages.ts'
import { breakTransport } from './node-transport.ts'
import { isHeldBack, letCome } from './request-line.ts'
import { writeReply } from './write-reply.ts'

function readableBody(request: IncomingMessage, response: ServerResponse | undefined): RequestBody | null {
  if (!hasBody(request)) return null
  const length = request.headers['content-length']
  return {
    declaredBytes: length === undefined ? undefined : Number(length),
    isHeldBack: isHeldBack(request),
    async *chunks() {
      if (isHeldBack(request)) {
        letCome(request)
        response?.writeContinue()
      }
      try {
        // Not destroyed on an early exit: the answer still has to go out on this socket.
        yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
      } catch (cause) {
        throw new BodyAborted('The client went away before the end of its body', { cause })
      }
      if (!request.complete) throw new BodyAborted('The client went away before the end of its body')
    },
  }
}

function whenClosed(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  if (response.closed) gone.abort()
  else response.once('close', () => gone.abort())
  return gone.signal
}

/** A socket of TLS says so. */
const isSecure = (socket: object) => 'encrypted' in socket

/** The plain message of a `node:http` request; its body stays unread. */
export function plainMessage(
  request: IncomingMessage,
  seen: Pick<IncomingMessageLike, 'connection' | 'connectedMs' | 'headMs'>,
  response?: ServerResponse,
): IncomingMessageLike {
  return {
    method: request.method ?? 'GET',
    target: originForm(request.url ?? '/'),
    origin: `${isSecure(request.socket) ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`,
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    body: readableBody(request, response),
    connection: seen.connection,
    connectedMs: seen.connectedMs,
    headMs: seen.headMs,
    gone: response && (() => whenClosed(response)),
  }
}

/** Serves a core over `node:http`: requests go in as they are, answers go out with a Content-Length in one write. */
export function createListener(
  core: Pick<Core, 'handle' | 'journal'>,
  time: TimeSource,
): { listener: (request: IncomingMessage, response: ServerResponse) => void; connections: Connections } {
  const connections = createConnections(time)
  const transport: Transport<ServerResponse> = {
    isClosed: (response) => response.closed,
    onClose: (response, listener) => void response.on('close', listener),
    write: writeReply,
    isWritten: (response) => response.writableEnded,
    break: (broken, response, events) => breakTransport(broken, response, time, events),
    destroy: (response, error) => void response.destroy(error as Error), // what is thrown is an Error
  }
  const deliver = createDelivery(transport, core, time)

  function listener(request: IncomingMessage, response: ServerResponse) {
    const headMs = time.monotonic()
    const { number = 0, connectedMs = headMs } = connections.of(request.socket) ?? {}
    const answer = core.handle(plainMessage(request, { connection: number, connectedMs, headMs }, response))
    if (isPromise(answer))
      answer.then(
        (ready) => deliver(ready, response),
        (error: unknown) => transport.destroy(response, error),
      )
    else deliver(answer, response)
  }

  return { listener, connections }
}
