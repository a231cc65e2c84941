import { expect, test } from 'vitest'
import { sendFailure } from './send-failure.ts'
import { SendFailure } from './sender.ts'
import { tlsFailure } from './tls-failure.ts'

const untrusted = 'the issuer of the certificate is unknown (set NODE_EXTRA_CA_CERTS to trust it)'
const isPlain = 'the target speaks plain HTTP there: begin the base URL with http://'
const noCommonGround = 'the target refused the handshake: no cipher in common, or it wants a certificate of the client'

test.each([
  ['CERT_HAS_EXPIRED', 'the certificate has expired'],
  ['CERT_NOT_YET_VALID', 'the certificate is not valid yet (is a clock wrong?)'],
  ['CERT_REVOKED', 'the certificate was revoked'],
  ['CERT_UNTRUSTED', 'the certificate is not trusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate is self-signed (set NODE_EXTRA_CA_CERTS to trust it)'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'the chain holds a self-signed certificate (set NODE_EXTRA_CA_CERTS to trust it)'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host'],
  ['HOSTNAME_MISMATCH', 'the certificate is for another host'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', isPlain],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', isPlain],
  ['ERR_SSL_HTTP_REQUEST', isPlain],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'the target offers no version of TLS that is still in use'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'the target and this Node share no version of TLS'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', noCommonGround],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', noCommonGround],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'the target wants a certificate of the client'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'the target does not know this host name'],
  ['ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME', 'the target does not know this host name'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', 'ee key too small'],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 'first'],
  ['CERT_SOMETHING', 'first'],
  ['EPROTO', 'first'],
])('%s: TLS failed, %s', (code, sentence) => {
  expect(tlsFailure(code, 'first\nsecond')).toBe(`TLS failed: ${sentence}`)
})

test.each(['ECONNRESET', 'XERR_TLS_', 'EPROTOX', ''])('%j is no failure of TLS', (code) => {
  expect(tlsFailure(code, 'first')).toBeUndefined()
})

test('who leaves before the connection is secure is named whatever the code', () => {
  expect(tlsFailure('', 'Client network socket disconnected before secure TLS connection was established')).toBe(
    'TLS failed: the target closed the connection before it was secure',
  )
})

const failure = (code: string, more: object = {}) => {
  const { message, kind } = sendFailure(Object.assign(new Error('first\nsecond'), { code }, more))
  return [kind, message]
}

test.each([
  ['ECONNREFUSED', 'unreachable', 'nothing listens there: the connection was refused'],
  ['ENOTFOUND', 'unreachable', 'the host name does not exist'],
  ['EAI_AGAIN', 'unreachable', 'the host name could not be looked up'],
  ['EHOSTUNREACH', 'unreachable', 'there is no route to the host'],
  ['ENETUNREACH', 'unreachable', 'there is no route to the network'],
  ['EHOSTDOWN', 'unreachable', 'the host is down'],
  ['ETIMEDOUT', 'unreachable', 'the connection timed out'],
  ['ECONNRESET', 'broken', 'the connection was reset before the answer was complete'],
  ['EPIPE', 'broken', 'the connection was closed while the request was sent'],
  ['ESOMETHING', 'broken', 'first'],
  ['HPE_HEADER_OVERFLOW', 'not-http', 'the answer is not valid HTTP: its headers are longer than 16 kB'],
  ['HPE_INVALID_CONTENT_LENGTH', 'not-http', 'the answer is not valid HTTP: its Content-Length is no number'],
  [
    'HPE_UNEXPECTED_CONTENT_LENGTH',
    'not-http',
    'the answer is not valid HTTP: it has both Content-Length and Transfer-Encoding',
  ],
  ['HPE_INVALID_CHUNK_SIZE', 'not-http', 'the answer is not valid HTTP: a chunk has no proper size'],
  ['HPE_INVALID_HEADER_TOKEN', 'not-http', 'the answer is not valid HTTP: a header holds a forbidden character'],
  ['HPE_OTHER', 'not-http', 'the answer is not valid HTTP: first\nsecond'],
  ['CERT_HAS_EXPIRED', 'tls', 'TLS failed: the certificate has expired'],
])('%s is %s: %s', (code, kind, message) => {
  expect(failure(code)).toEqual([kind, message])
})

test.each([
  [[0x15, 3], true],
  [[0x16, 3, 1], true],
  [[0x17, 3], false],
  [[0x15, 2], false],
  [[], false],
])('bytes %j in the place of an answer are TLS: %s', (bytes, isTls) => {
  const [kind, message] = failure('HPE_INVALID_CONSTANT', { rawPacket: Uint8Array.from(bytes) })
  expect([kind, message === 'the target speaks TLS there: begin the base URL with https://']).toEqual([
    isTls ? 'tls' : 'not-http',
    isTls,
  ])
})

test('a failure that is one already stays, and anything may be thrown', () => {
  const known = new SendFailure('known', 'silent')
  expect(sendFailure(known)).toBe(known)
  expect(sendFailure('a text')).toMatchObject({ message: 'a text', kind: 'broken' })
})

test('only who cannot be spoken to at all is unreachable', () => {
  const kinds = ['unreachable', 'tls', 'silent', 'broken', 'not-http', 'aborted', 'unrecorded'] as const
  expect(kinds.filter((kind) => new SendFailure('', kind).isUnreachable)).toEqual(['unreachable', 'tls'])
})
