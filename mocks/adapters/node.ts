import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Core } from '../core/core.ts'
import { BodyAborted, type IncomingMessageLike, isPromise, type Outcome, type RequestBody } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import type { Attempt } from '../journal/journal.ts'
import { recordCut, recordEnd, recordHead, recordStatus } from '../journal/record.ts'
import { hasBody } from './end-in-stages.ts'
import { breakTransport } from './node-transport.ts'
import { isHeldBack, letCome, originForm } from './request-line.ts'
import { writeReply } from './write-reply.ts'

interface Connection {
  readonly number: number
  readonly connectedMs: number
}

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

/** The plain message of a `node:http` request; its body stays unread. */
export function plainMessage(
  request: IncomingMessage,
  seen: Pick<IncomingMessageLike, 'connection' | 'connectedMs' | 'headMs'>,
  response?: ServerResponse,
): IncomingMessageLike {
  return {
    method: request.method ?? 'GET',
    target: originForm(request.url ?? '/'),
    origin: `http://${request.headers.host ?? 'localhost'}`,
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
    const answer = core.handle(plainMessage(request, { connection: number, connectedMs, headMs }, response))
    const finish = ({ outcome, attempt }: { outcome: Outcome; attempt: Attempt | null }) =>
      send(outcome, attempt, response)
    if (isPromise(answer))
      answer.then(finish, (error: unknown) => response.destroy(error as Error)) // whatever was thrown, the connection must not hang
    else finish(answer)
  }

  function send(outcome: Outcome, attempt: Attempt | null, response: ServerResponse) {
    const headSent = () => {
      if (attempt) recordHead(attempt, time.monotonic())
    }
    const ended = () => {
      if (!attempt) return
      recordEnd(attempt, time.monotonic())
      core.journal.close(attempt)
    }
    // A client that is gone by now has closed the response before anybody could listen, and was told nothing.
    if (response.closed) {
      if (attempt) recordStatus(attempt, null)
      return ended()
    }
    if (!('transport' in outcome)) {
      writeReply(outcome, response)
      headSent()
      // What was written at once has been handed over whole; only a stream ends later.
      if (response.writableEnded) ended()
      else response.on('close', ended)
      return
    }
    response.on('close', ended)
    const { status } = outcome.reply
    const events = {
      headSent() {
        headSent()
        if (attempt) recordStatus(attempt, status)
      },
      broken() {
        if (attempt) recordCut(attempt, time.monotonic())
      },
    }
    breakTransport(outcome, response, time, events).catch((error: unknown) => response.destroy(error as Error)) // as above
  }

  return { listener, onConnection }
}
