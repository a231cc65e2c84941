import { connect } from 'node:tls'

const patienceMs = 2_000

/** Whether a host shakes hands over TLS. Asked when plain HTTP got no answer: many TLS servers just hang up on it. */
export function answersTls(baseUrl: string): Promise<boolean> {
  const { hostname, port } = new URL(baseUrl)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    // Nothing is sent over it, so it does not matter whose certificate it is.
    const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false, timeout: patienceMs })
    const settle = (isTls: boolean) => {
      socket.destroy()
      resolve(isTls)
    }
    socket.once('secureConnect', () => settle(true))
    // An alert is an answer in TLS, too.
    socket.once('error', ({ code, message }: NodeJS.ErrnoException) => settle(/alert/i.test(`${code} ${message}`)))
    socket.once('timeout', () => settle(false))
    socket.once('close', () => settle(false))
  })
}
