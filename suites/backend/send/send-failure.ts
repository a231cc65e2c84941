import { SendFailure } from './sender.ts'
import { tlsFailure } from './tls-failure.ts'

/** What the error codes of sockets and names mean to somebody who runs the target. */
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: the connection was refused',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EHOSTDOWN: 'the host is down',
  ETIMEDOUT: 'the connection timed out',
}

const broken: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was reset before the answer was complete',
  EPIPE: 'the connection was closed while the request was sent',
}

const notHttp: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'its headers are longer than 16 kB',
  HPE_INVALID_CONTENT_LENGTH: 'its Content-Length is no number',
  HPE_UNEXPECTED_CONTENT_LENGTH: 'it has both Content-Length and Transfer-Encoding',
  HPE_INVALID_CHUNK_SIZE: 'a chunk has no proper size',
  HPE_INVALID_HEADER_TOKEN: 'a header holds a forbidden character',
}

interface NetworkError {
  readonly code?: string
  readonly message?: string
  /** What the parser could not read. */
  readonly rawPacket?: Uint8Array
}

/** A record of TLS begins with its type (an alert, a handshake) and version 3 (RFC 8446 §5.1). */
const isTlsRecord = (bytes: Uint8Array | undefined) => (bytes?.[0] === 0x15 || bytes?.[0] === 0x16) && bytes[1] === 0x03

/** What is said of a port that answers plain HTTP with TLS. */
export const speaksTls = 'the target speaks TLS there: begin the base URL with https://'

/** Puts a network error into one clear sentence. */
export function sendFailure(error: unknown): SendFailure {
  if (error instanceof SendFailure) return error
  const { code = '', message = String(error), rawPacket } = error as NetworkError // whatever was thrown is read loosely
  const nobody = unreachable[code]
  if (nobody !== undefined) return new SendFailure(nobody, 'unreachable', error)
  const tls = tlsFailure(code, message)
  if (tls !== undefined) return new SendFailure(tls, 'tls', error)
  if (isTlsRecord(rawPacket)) return new SendFailure(speaksTls, 'tls', error)
  if (code.startsWith('HPE_'))
    return new SendFailure(`the answer is not valid HTTP: ${notHttp[code] ?? message}`, 'not-http', error)
  return new SendFailure(broken[code] ?? message.split('\n')[0] ?? code, 'broken', error)
}
