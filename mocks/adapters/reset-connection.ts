import type { Socket } from 'node:net'

/** The TCP sockets below those of TLS, which cannot be reset themselves. */
const carriers = new WeakMap<Socket, Socket>()

/** Remembers which TCP socket carries one of TLS. */
export function carriedBy(socket: Socket, carrier: Socket): void {
  carriers.set(socket, carrier)
}

/** Ends a connection with a TCP reset. */
export function resetConnection(socket: Socket): void {
  const carrier = carriers.get(socket) ?? socket
  carrier.resetAndDestroy()
}
