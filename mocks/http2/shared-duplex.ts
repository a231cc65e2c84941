import { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'

/**
 * A connection as a stream between it and its HTTP/2 session. Given the socket itself, the session would write past Node's
 * streams, and whatever else is written there would end the process.
 */
export function sharedDuplex(socket: TLSSocket): Duplex {
  const duplex = new Duplex({
    read: () => void socket.resume(),
    write(chunk: Uint8Array, _, done) {
      // A session has a last word on a connection that is being closed; nobody waits for it.
      if (socket.writableEnded || socket.destroyed) done()
      else socket.write(chunk, done)
    },
    final(done) {
      if (socket.writableEnded || socket.destroyed) done()
      else socket.end(done)
    },
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })
  socket.on('data', (chunk: Uint8Array) => {
    if (!duplex.push(chunk)) socket.pause()
  })
  socket.on('end', () => duplex.push(null))
  socket.on('close', () => duplex.destroy())
  return duplex
}
