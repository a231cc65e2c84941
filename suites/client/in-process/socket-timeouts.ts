import { Socket } from 'node:net'

/** Timers on a clock that jumps. */
interface FakeTimers {
  setTimeout(callback: () => void, ms: number): number | object
  clearTimeout(id: never): void
}

/** What Node calls whenever something moves on a socket, so that its timeout begins anew. */
interface Moving {
  _unrefTimer(): void
}

/** Sockets that a server has accepted belong to the bench, whose own time does not jump. */
const isAccepted = (socket: Socket): boolean => 'server' in socket && Boolean(socket.server)

/**
 * Puts the timeouts of sockets, which `http.request({ timeout })` sets, on the clock that jumps; returns how to undo it.
 */
export function takeOverSocketTimeouts(clock: FakeTimers): () => void {
  const { prototype } = Socket
  const moving = prototype as Socket & Moving // Node's own sockets have it, its types do not
  const { setTimeout: realTimeout } = prototype
  const { _unrefTimer: realMove } = moving
  const armed = new WeakMap<Socket, { ms: number; timer: number | object }>()

  /** Whose end is listened for. */
  const watched = new WeakSet<Socket>()

  function disarm(socket: Socket) {
    const known = armed.get(socket)
    if (known) clock.clearTimeout(known.timer as never) // what this clock gave
    armed.delete(socket)
  }

  function arm(socket: Socket, ms: number) {
    disarm(socket)
    const fire = () => {
      armed.delete(socket)
      if (!socket.destroyed) socket.emit('timeout')
    }
    armed.set(socket, { ms, timer: clock.setTimeout(fire, ms) })
  }

  prototype.setTimeout = function setTimeout(this: Socket, ms: number, callback?: () => void) {
    if (isAccepted(this)) return realTimeout.call(this, ms, callback)
    Object.assign(this, { timeout: ms })
    if (ms > 0) {
      arm(this, ms)
      if (!watched.has(this)) this.once('close', () => disarm(this))
      watched.add(this)
      if (callback) this.once('timeout', callback)
    } else {
      disarm(this)
      if (callback) this.removeListener('timeout', callback)
    }
    return this
  }
  moving._unrefTimer = function _unrefTimer(this: Socket) {
    const known = armed.get(this)
    if (known) arm(this, known.ms)
    realMove.call(this)
  }
  return () => {
    prototype.setTimeout = realTimeout
    moving._unrefTimer = realMove
  }
}
