import type { TimeSource } from '../core/time.ts'

/** A connection as the journal knows it. */
export interface Connection {
  readonly number: number
  /** When it was opened, on the journal's monotonic clock. */
  readonly connectedMs: number
}

/** The connections of one server, whatever is spoken on them: numbered from 1. */
export interface Connections {
  /** Says that one was opened. */
  open(socket: object): void
  of(socket: object): Connection | undefined
}

/** Starts counting connections. */
export function createConnections(time: TimeSource): Connections {
  const known = new WeakMap<object, Connection>()
  let last = 0
  return {
    open(socket) {
      last += 1
      known.set(socket, { number: last, connectedMs: time.monotonic() })
    },
    of: (socket) => known.get(socket),
  }
}
