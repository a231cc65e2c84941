import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Core } from '../core.ts'
import type { Attempt } from '../journal/journal.ts'
import {
  BodyAborted,
  type IncomingMessageLike,
  isPromise,
  type Outcome,
  type Reply,
  type RequestBody,
} from '../message.ts'
import type { TimeSource } from '../time.ts'
import { breakTransport } from './node-transport.ts'

interface Connection {
  readonly number: number
  readonly connectedMs: number
}

function readableBody(request: IncomingMessage): RequestBody | null {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (encoding === undefined && (length === undefined || length === '0')) return null
  return {
    declaredBytes: length === undefined ? undefined : Number(length),
    async *chunks() {
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

/** The plain message of a `node:http` request; its body stays unread. */
export function plainMessage(
  request: IncomingMessage,
  seen: Pick<IncomingMessageLike, 'connection' | 'connectedMs' | 'headMs'>,
): IncomingMessageLike {
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    origin: `http://${request.headers.host ?? 'localhost'}`,
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    body: readableBody(request),
    connection: seen.connection,
    connectedMs: seen.connectedMs,
    headMs: seen.headMs,
  }
}

/** Serves a core over `node:http`: requests go in as they are, answers go out with a Content-Length in one write. */
export function createListener(
  core: Core,
  time: TimeSource,
): { listener: (request: IncomingMessage, response: ServerResponse) => void; onConnection: (socket: Socket) => void } {
  const connections = new WeakMap<object, Connection>()
  let lastConnection = 0

  function onConnection(socket: Socket) {
    lastConnection += 1
    connections.set(socket, { number: lastConnection, connectedMs: time.monotonic() })
  }

  function listener(request: IncomingMessage, response: ServerResponse) {
    const headMs = time.monotonic()
    const { number = 0, connectedMs = headMs } = connections.get(request.socket) ?? {}
    const answer = core.handle(plainMessage(request, { connection: number, connectedMs, headMs }))
    const finish = ({ outcome, attempt }: { outcome: Outcome; attempt: Attempt | null }) =>
      send(outcome, attempt, response)
    if (isPromise(answer))
      answer.then(finish, (error: unknown) => response.destroy(error as Error)) // whatever was thrown, the connection must not hang
    else finish(answer)
  }

  function send(outcome: Outcome, attempt: Attempt | null, response: ServerResponse) {
    const headSent = () => {
      if (attempt) attempt.times.responseHeadMs = time.monotonic()
    }
    const ended = () => {
      if (!attempt) return
      attempt.times.responseEndMs = time.monotonic()
      core.journal.close(attempt)
    }
    if ('transport' in outcome) {
      breakTransport(outcome, response, time, {
        headSent,
        broken() {
          if (attempt) attempt.times.faultMs = time.monotonic()
        },
      })
      response.on('close', ended)
      return
    }
    writeReply(outcome, response)
    headSent()
    // What was written at once has been handed over whole; only a stream ends later.
    if (response.writableEnded) ended()
    else response.on('close', ended)
  }

  return { listener, onConnection }
}

/** Writes an answer: text and bytes at once, with their length; anything else as it comes. */
export function writeReply({ status, headers, body, close }: Reply, response: ServerResponse): void {
  if (close) headers.push('Connection', 'close')
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
    response.writeHead(status, headers)
    response.flushHeaders()
    void pump(body, response)
  }
}

/** Resolves when the response takes more bytes, or is gone. */
function writable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go)
      resolve()
    }
    response.on('drain', go).on('close', go)
  })
}

async function pump(body: AsyncIterable<string | Uint8Array>, response: ServerResponse): Promise<void> {
  const chunks = body[Symbol.asyncIterator]()
  // Told at once, even while it waits for its next chunk: a body without end would wait for ever.
  response.once('close', () => chunks.return?.().catch(() => undefined))
  try {
    for (let next = await chunks.next(); !next.done && !response.destroyed; next = await chunks.next()) {
      if (!response.write(next.value)) await writable(response)
    }
    response.end()
  } catch {
    response.destroy() // a body that fails under way ends as a cut connection, as it would on a real server
  }
}
