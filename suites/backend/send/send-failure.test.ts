import { expect, test } from 'vitest'
import { sendFailure } from './send-failure.ts'

const failure = (code: string, message = 'what Node says', more = {}) =>
  sendFailure(Object.assign(new Error(message), { code }, more))

const openSsl = (reason: string) =>
  `write EPROTO 4063E9:error:0A00010B:SSL routines:tls_validate_record_header:${reason}:../deps/openssl/x.c:78:\n`

test.each([
  ['EPROTO', openSsl('wrong version number'), 'the target speaks plain HTTP there: begin the base URL with http://'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', '', 'the target speaks plain HTTP there: begin the base URL with http://'],
  ['EPROTO', openSsl('tlsv1 alert protocol version'), 'the target and this Node share no version of TLS'],
  ['EPROTO', openSsl('dh key too small'), 'dh key too small'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', '', 'ee key too small'],
  ['CERT_HAS_EXPIRED', '', 'the certificate has expired'],
  [
    'ECONNRESET',
    'Client network socket disconnected before secure TLS connection was established',
    'the target closed the connection before it was secure',
  ],
])('%s %s is one sentence', (code, message, sentence) => {
  expect(failure(code, message)).toMatchObject({ message: `TLS failed: ${sentence}`, kind: 'tls' })
})

test('an answer in TLS to plain HTTP is named', () => {
  const rawPacket = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])
  expect(failure('HPE_INVALID_CONSTANT', 'Expected HTTP/', { rawPacket })).toMatchObject({
    message: 'the target speaks TLS there: begin the base URL with https://',
    kind: 'tls',
  })
})

test.each([
  ['ECONNREFUSED', 'unreachable'],
  ['ETIMEDOUT', 'unreachable'],
  ['ECONNRESET', 'broken'],
  ['EPIPE', 'broken'],
  ['HPE_HEADER_OVERFLOW', 'not-http'],
  ['', 'broken'],
])('%s is %s, in one line', (code, kind) => {
  const { message, kind: said } = failure(code, 'first line\nsecond line')
  expect([said, message.includes('\n')]).toEqual([kind, false])
})
