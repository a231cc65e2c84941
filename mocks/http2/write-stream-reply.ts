import type { OutgoingHttpHeaders } from 'node:http2'
import { discardRest } from '../adapters/end-in-stages.ts'
import { pump } from '../adapters/pump.ts'
import { resetConnection } from '../adapters/reset-connection.ts'
import type { HeaderList, Reply } from '../core/message.ts'
import { StreamCut } from '../faults/interrupt.ts'
import { isSized } from '../faults/sized-body.ts'
import { type Http2Call, isGone, isStillSending } from './call.ts'
import { errorCodes } from './error-codes.ts'
import { resetStream } from './reset-stream.ts'

/** Fields of one HTTP/1.1 connection, which HTTP/2 does not have (RFC 9113 §8.2.2). */
const ofConnections: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])

/**
 * The fields of an answer. Node sends a field that stands once by its definition, such as Retry-After, only once: its lines
 * go as one, which means the same (RFC 9110 §5.3).
 * @param lengthBytes what Content-Length promises; undefined without one
 */
export function fieldsOf(status: number, headers: HeaderList, lengthBytes?: number): OutgoingHttpHeaders {
  const fields: Record<string, string | string[] | number> = { ':status': status }
  for (let i = 0; i < headers.length; i += 2) {
    const name = (headers[i] ?? '').toLowerCase()
    const value = (headers[i + 1] ?? '').trim() // space around a value is malformed (RFC 9113 §8.2.1)
    const before = fields[name]
    if (ofConnections.has(name)) continue
    if (before === undefined) fields[name] = value
    else if (name === 'set-cookie') fields[name] = [before, value].flat().map(String)
    else fields[name] = `${before}, ${value}`
  }
  if (lengthBytes !== undefined) fields['content-length'] = String(lengthBytes)
  return fields
}

/** How long a body is that is there as a whole. 204 and 304 have no Content-Length (RFC 9110 §8.6). */
function lengthOf({ status, body }: Reply): number | undefined {
  if (body === null) return status === 204 || status === 304 ? undefined : 0
  if (typeof body === 'string') return Buffer.byteLength(body)
  if (isSized(body)) return body.sizeBytes
  return body instanceof Uint8Array ? body.length : undefined
}

/** Ends a stream whose body broke off, in the way that was asked for. */
function breakOff({ stream, connection }: Http2Call, error: unknown): void {
  const kind = error instanceof StreamCut ? error.kind : undefined
  if (kind === 'reset-mid-body') resetConnection(connection.socket)
  else if (kind === 'close-mid-body') connection.close()
  else resetStream(stream, kind === 'h2-cancel' ? 'CANCEL' : 'INTERNAL_ERROR')
}

/**
 * Writes an answer to a stream: text and bytes at once, with their length, which it gives; anything else as it comes. A stream
 * that has gone is told nothing.
 */
export function writeStreamReply(reply: Reply, call: Http2Call): number | null {
  const { stream, isHead, isHeldBack } = call
  if (isGone(stream)) return null
  const { status, headers, body } = reply
  const isEmpty = body === null || body === '' || isHead
  const lengthBytes = lengthOf(reply)
  stream.respond(fieldsOf(status, headers, lengthBytes), { endStream: isEmpty })
  if (!isEmpty) {
    if (typeof body === 'string' || body instanceof Uint8Array) stream.end(body)
    else void pump(body, stream, (error) => breakOff(call, error))
  }
  if (!isHeldBack && isStillSending(call)) endEarly(call)
  return lengthBytes ?? (body === null ? 0 : null)
}

/** A sender that waits for a 100 is told by the end of the stream; Node sends RST_STREAM(NO_ERROR) (RFC 9113 §8.1). */
function endEarly(call: Http2Call): void {
  const { stream } = call
  const isComplete = () => stream.readableEnded
  void discardRest(stream, isComplete).then((complete) => complete || stream.close(errorCodes.NO_ERROR))
}
