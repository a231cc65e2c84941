import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { wordOf } from '../../contracts/word.ts'
import { writeReply } from '../adapters/write-reply.ts'
import { corsHeaders } from '../core/cors.ts'
import { invalid, type Refusal, refuse } from '../core/message.ts'
import { refusalReply } from '../core/reply.ts'

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return refuse('HTTP_431')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return refuse('TIMEOUT', { status: 408, message: 'The request did not arrive in time' })
  return invalid('request', 'Is not valid HTTP/1.1', 400)
}

/** Answers what `node:http` could not even parse: with the envelope, then the connection ends. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  writeRaw(refusalOf(error), socket)
}

/** Nothing is behind the mock to be connected with (RFC 9110 §9.3.6). */
export function answerConnect({ url }: IncomingMessage, socket: Duplex): void {
  const allow = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
  const message = `CONNECT ${wordOf(url)} is not possible: the mock is no proxy`
  writeRaw(refuse('HTTP_405', { message, headers: ['Allow', allow] }), socket)
}

/** Refuses a request before anybody looks at what it asks for. */
export function refuseAtTheDoor(refusal: Refusal, response: ServerResponse): void {
  const requestId = randomUUID()
  const { headers, ...reply } = refusalReply({ ...refusal, close: true }, { requestId, nowMs: Date.now() })
  writeReply({ ...reply, headers: ['X-Request-ID', requestId, ...corsHeaders, ...headers] }, response)
}

/** Writes a refusal where there is no response to write it with, and ends the connection. */
function writeRaw(refusal: Refusal, socket: Duplex): void {
  const requestId = randomUUID()
  const { status, headers, body } = refusalReply(refusal, { requestId, nowMs: Date.now() })
  const { STATUS_CODES } = process.getBuiltinModule('node:http') // see index.ts: an import would load undici
  const text = String(body)
  const lines = [
    ...headers,
    ...corsHeaders,
    'X-Request-ID',
    requestId,
    'Content-Length',
    String(Buffer.byteLength(text)),
    'Connection',
    'close',
  ]
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  for (let i = 0; i < lines.length; i += 2) head += `${lines[i]}: ${lines[i + 1]}\r\n`
  socket.end(`${head}\r\n${text}`)
}
