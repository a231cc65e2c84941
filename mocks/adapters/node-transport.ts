import type { ServerResponse } from 'node:http'
import type { TransportBreak } from '../message.ts'
import type { TimeSource } from '../time.ts'

export interface BreakEvents {
  /** The answer's head was handed to the socket. */
  headSent(): void
  /** The connection was cut. */
  broken(): void
}

/** Makes the connection misbehave as asked. */
export function breakTransport(
  { transport }: TransportBreak,
  response: ServerResponse,
  _time: TimeSource,
  events: BreakEvents,
): void {
  const { socket } = response
  events.broken()
  if (transport === 'reset') socket?.resetAndDestroy()
  else socket?.destroy()
}
