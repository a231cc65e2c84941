/** What is wrong with a certificate, by the codes of Node, said to somebody who runs the target. */
const certificates: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet (is a clock wrong?)',
  CERT_REVOKED: 'the certificate was revoked',
  CERT_UNTRUSTED: 'the certificate is not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed (set NODE_EXTRA_CA_CERTS to trust it)',
  SELF_SIGNED_CERT_IN_CHAIN: 'the chain holds a self-signed certificate (set NODE_EXTRA_CA_CERTS to trust it)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the issuer of the certificate is unknown (set NODE_EXTRA_CA_CERTS to trust it)',
  UNABLE_TO_GET_ISSUER_CERT: 'the issuer of the certificate is unknown (set NODE_EXTRA_CA_CERTS to trust it)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of the certificate is unknown (set NODE_EXTRA_CA_CERTS to trust it)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  HOSTNAME_MISMATCH: 'the certificate is for another host',
}

const isPlain = 'the target speaks plain HTTP there: begin the base URL with http://'

const noCommonGround = 'the target refused the handshake: no cipher in common, or it wants a certificate of the client'

/** What OpenSSL gives as its reason. It stands in the code of the error, or in the middle of its message. */
const reasons: Readonly<Record<string, string>> = {
  'wrong version number': isPlain,
  'packet length too long': isPlain,
  'http request': isPlain,
  'unsupported protocol': 'the target offers no version of TLS that is still in use',
  'tlsv1 alert protocol version': 'the target and this Node share no version of TLS',
  'sslv3 alert handshake failure': noCommonGround,
  'ssl/tls alert handshake failure': noCommonGround,
  'tlsv13 alert certificate required': 'the target wants a certificate of the client',
  'tlsv1 unrecognized name': 'the target does not know this host name',
  'tlsv1 alert unrecognized name': 'the target does not know this host name',
}

/** What Node says when the other side leaves in the middle of a handshake. */
const leftEarly = /before secure TLS connection was established/

function reasonOf(code: string, message: string): string | undefined {
  const inMessage = /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1]
  if (inMessage !== undefined) return inMessage
  return code.startsWith('ERR_SSL_') ? code.slice('ERR_SSL_'.length).toLowerCase().replaceAll('_', ' ') : undefined
}

/** One sentence on an error of TLS; undefined when it is none. */
export function tlsFailure(code: string, message: string): string | undefined {
  const certificate = certificates[code]
  if (certificate !== undefined) return `TLS failed: ${certificate}`
  if (leftEarly.test(message)) return 'TLS failed: the target closed the connection before it was secure'
  const reason = reasonOf(code, message)
  if (reason !== undefined) return `TLS failed: ${reasons[reason] ?? reason}`
  return /^(ERR_TLS_|CERT_|EPROTO$)/.test(code) ? `TLS failed: ${message.split('\n')[0]}` : undefined
}
