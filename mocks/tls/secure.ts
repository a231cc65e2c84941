import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import { handshakeMs } from '../adapters/limits.ts'
import { carriedBy } from '../adapters/reset-connection.ts'
import type { Credentials } from './credentials.ts'

/** A client that goes on talking after it was refused is listened to for so long. */
const lingerMs = 1_000

/** The first byte of TLS: a record that holds a handshake (RFC 8446 §5.1). */
const handshakeRecord = 22

/** With these words a client says that it does not trust the certificate (RFC 8446 §6.2). */
const isDistrust = (code: string | undefined) =>
  code !== undefined && /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)$/.test(code)

/** What happens to connections, once it is known what is spoken on them. */
export interface Spoken {
  /** One that has chosen HTTP/2. */
  http2(socket: TLSSocket): void
  /** Every connection that is secure, whatever is spoken on it. */
  accepted(socket: TLSSocket): void
  /** One that does not speak TLS at all. */
  plain(socket: Socket): void
  /** A client that said it does not trust the certificate. */
  distrusted(): void
}

/**
 * Lets a server of HTTP/1.1 speak TLS, with HTTP/2 on the same port for clients that choose it by ALPN (RFC 9113 §3.2).
 * @returns how to end every connection
 */
export function secure(server: Server, { cert, key }: Credentials, spoken: Spoken): () => void {
  // The sockets below are kept by the client's address: a TLS socket does not tell what carries it.
  const carriers = new Map<string, Socket>()
  const place = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`
  const serveHttp1 = server.listeners('connection') as ((socket: Socket) => void)[] // all that a server listens with
  server.removeAllListeners('connection')

  const tls = createServer({ cert, key, ALPNProtocols: ['h2', 'http/1.1'], handshakeTimeout: handshakeMs })
  tls.on('secureConnection', (socket) => {
    const carrier = carriers.get(place(socket))
    if (carrier) carriedBy(socket, carrier)
    // A connection that breaks is told by its end.
    socket.on('error', () => undefined)
    spoken.accepted(socket)
    if (socket.alpnProtocol === 'h2') spoken.http2(socket)
    else for (const serve of serveHttp1) serve.call(server, socket)
  })
  tls.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    if (isDistrust(error.code)) spoken.distrusted()
  })

  function refusePlain(socket: Socket) {
    spoken.plain(socket)
    socket.resume()
    const linger = setTimeout(() => socket.destroy(), lingerMs)
    socket.once('close', () => clearTimeout(linger))
  }

  server.on('connection', (socket: Socket) => {
    const name = place(socket)
    const giveUp = () => void socket.destroy()
    carriers.set(name, socket)
    socket.once('close', () => carriers.delete(name))
    socket.on('error', giveUp)
    socket.setTimeout(handshakeMs, giveUp)
    socket.once('data', (first: Uint8Array) => {
      socket.setTimeout(0, giveUp)
      socket.pause()
      if (first[0] !== handshakeRecord) return refusePlain(socket)
      socket.unshift(first)
      tls.emit('connection', socket)
    })
  })

  return () => {
    for (const socket of carriers.values()) socket.destroy()
  }
}
