import type { RequestListener, Server } from 'node:http'
import { originForm } from '../../contracts/origin-form.ts'
import type { Connections } from '../adapters/connections.ts'
import { keepAliveMs, maxHeaderBytes, requestTimeoutMs } from '../adapters/limits.ts'
import { createListener, plainMessage } from '../adapters/node.ts'
import { holdBack } from '../adapters/request-line.ts'
import { writeReply } from '../adapters/write-reply.ts'
import type { Core } from '../core/core.ts'
import type { TimeSource } from '../core/time.ts'
import type { Beside } from './beside.ts'
import { answerConnect, createClientErrors, replyAtTheDoor, unknownExpectation } from './client-error.ts'
import { refusalOfHead } from './refusal-of-head.ts'

/** What a server serves: the API, and what lies beside it. */
export interface Served {
  readonly core: Core
  readonly beside: Beside
  readonly time: TimeSource
}

/** Makes the server of HTTP/1.1. It does not listen yet, and whoever accepts a connection counts it. */
export function createHttp1Server({ core, beside, time }: Served): { server: Server; connections: Connections } {
  const { listener, connections } = createListener(core, time)
  const clientErrors = createClientErrors()
  const routed: RequestListener = (request, response) => {
    clientErrors.owe(response)
    const refusal = refusalOfHead(request)
    if (refusal) writeReply(replyAtTheDoor(refusal), response)
    else if (beside.takes(originForm(request.url ?? '/'), request.headers)) {
      const nowMs = time.monotonic()
      const message = plainMessage(request, { connection: 0, connectedMs: nowMs, headMs: nowMs }, response)
      beside.answer(message).then((reply) => writeReply(reply, response))
    } else listener(request, response)
  }
  // Importing node:http loads undici as well, for its WebSocket: 16 MB and 30 ms that a server has no use for (Node 26).
  const { createServer } = process.getBuiltinModule('node:http')
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveMs,
      requireHostHeader: false,
    },
    routed,
  )
  server.on('checkContinue', (request, response) => {
    holdBack(request)
    routed(request, response)
  })
  server.on('checkExpectation', (request, response) => {
    // An empty list expects nothing.
    if (request.headers.expect === '') routed(request, response)
    else writeReply(replyAtTheDoor(unknownExpectation()), response)
  })
  server.on('connect', (request, socket) => answerConnect(request, socket))
  server.on('clientError', clientErrors.answer)
  return { server, connections }
}
