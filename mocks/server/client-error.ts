import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { wordOf } from '../../contracts/word.ts'
import { corsHeaders } from '../core/cors.ts'
import { invalid, type Refusal, type Reply, refuse } from '../core/message.ts'
import { refusalReply } from '../core/reply.ts'

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return refuse('HTTP_431')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return refuse('TIMEOUT', { status: 408, message: 'The request did not arrive in time' })
  if (code === 'HPE_PAUSED_H2_UPGRADE')
    return invalid('request', 'Is HTTP/2, which needs TLS (--https) and ALPN here; without, it is HTTP/1.1', 400)
  return invalid('request', 'Is not valid HTTP/1.1', 400)
}

/** Answers what `node:http` could not even parse: with the envelope, then the connection ends. */
export interface ClientErrors {
  /** Says which answer is the latest that is owed on its connection. */
  owe(response: ServerResponse): void
  answer(error: NodeJS.ErrnoException, socket: Duplex): void
}

/** Each request has one answer, in its turn: a second one would be taken for that to another (RFC 9112 §9.3.2). */
export function createClientErrors(): ClientErrors {
  const latest = new WeakMap<Duplex, ServerResponse>()
  return {
    owe(response) {
      latest.set(response.req.socket, response)
    },
    answer(error, socket) {
      if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
      const refuse = () => (socket.writable ? writeRaw(refusalOf(error), socket) : undefined)
      const response = latest.get(socket)
      const isBodyBroken = response !== undefined && !response.req.complete
      if (isBodyBroken && response.headersSent) return void socket.end()
      // Before its turn a response has no socket.
      if (isBodyBroken && response.socket === null) return void response.once('socket', refuse)
      if (isBodyBroken || !response || response.writableFinished) return refuse()
      response.once('finish', refuse)
    },
  }
}

/** Nothing is behind the mock to be connected with (RFC 9110 §9.3.6). */
export function connectRefusal(target: string | undefined): Refusal {
  const allow = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
  const message = `CONNECT ${wordOf(target)} is not possible: the mock is no proxy`
  return refuse('HTTP_405', { message, headers: ['Allow', allow] })
}

export function answerConnect({ url }: IncomingMessage, socket: Duplex): void {
  writeRaw(connectRefusal(url), socket)
}

/** The refusal of an expectation that nobody knows (RFC 9110 §10.1.1). */
export const unknownExpectation = (): Refusal => invalid('Expect', 'Is not known; only 100-continue is', 417)

/** The refusal of a request before anybody looks at what it asks for. */
export function replyAtTheDoor(refusal: Refusal): Reply {
  const requestId = randomUUID()
  const { headers, ...reply } = refusalReply({ ...refusal, close: true }, { requestId, nowMs: Date.now() })
  return { ...reply, headers: ['X-Request-ID', requestId, ...corsHeaders, ...headers] }
}

/** Writes a refusal in HTTP/1.1 where there is no response to write it with, and ends the connection. */
export function writeRaw(refusal: Refusal, socket: Duplex): void {
  const { status, headers, body } = replyAtTheDoor(refusal)
  const { STATUS_CODES } = process.getBuiltinModule('node:http') // see http1-server.ts: an import would load undici
  const text = String(body)
  const lines = [...headers, 'Content-Length', String(Buffer.byteLength(text)), 'Connection', 'close']
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  for (let i = 0; i < lines.length; i += 2) head += `${lines[i]}: ${lines[i + 1]}\r\n`
  socket.end(`${head}\r\n${text}`)
}
