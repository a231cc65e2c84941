import type { Reply, TransportBreak } from '../core/message.ts'
import { bytesIn } from './byte-count.ts'
import { type Fault, isError, isTransport } from './fault.ts'
import { kindOfErrorBody, type TransportKind } from './transports.ts'

/** In which way the connection misbehaves that carries the answer of a fault; undefined where it does not. */
export function carrierOf(fault: Fault): TransportKind | undefined {
  if (isTransport(fault)) return fault.transport
  return isError(fault) && fault.body !== undefined ? kindOfErrorBody(fault.body) : undefined
}

/** The answer of a fault as its connection carries it: the reply itself where the connection is sound. */
export function carried(fault: Fault, reply: Reply): Reply | TransportBreak {
  const transport = carrierOf(fault)
  if (transport === undefined) return reply
  const rate = 'rate' in fault ? fault.rate : undefined
  return { transport, reply, ...(rate !== undefined && { bytesPerSecond: bytesIn(rate) }) }
}
