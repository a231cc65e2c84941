import { SendFailure } from './sender.ts'

/** What the error codes of sockets, names and TLS mean to somebody who runs the target. */
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: the connection was refused',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  CERT_HAS_EXPIRED: 'TLS failed: the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS failed: the certificate is self-signed (set NODE_EXTRA_CA_CERTS to trust it)',
  SELF_SIGNED_CERT_IN_CHAIN:
    'TLS failed: the chain holds a self-signed certificate (set NODE_EXTRA_CA_CERTS to trust it)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'TLS failed: the issuer of the certificate is unknown (set NODE_EXTRA_CA_CERTS to trust it)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'TLS failed: the issuer of the certificate is unknown (set NODE_EXTRA_CA_CERTS to trust it)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS failed: the certificate is for another host',
}

const broken: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was reset before the answer was complete',
  EPIPE: 'the connection was closed while the request was sent',
  ETIMEDOUT: 'the connection timed out',
}

/** Puts a network error into one clear sentence. */
export function sendFailure(error: unknown): SendFailure {
  if (error instanceof SendFailure) return error
  const { code = '', message = String(error) } = error as { code?: string; message?: string } // whatever was thrown is read loosely
  const reason = unreachable[code]
  if (reason) return new SendFailure(reason, reason.startsWith('TLS') ? 'tls' : 'unreachable', error)
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return new SendFailure(`TLS failed: ${message}`, 'tls', error)
  if (code.startsWith('HPE_')) return new SendFailure(`the answer is not valid HTTP: ${message}`, 'not-http', error)
  return new SendFailure(broken[code] ?? message, code === 'ETIMEDOUT' ? 'unreachable' : 'broken', error)
}
