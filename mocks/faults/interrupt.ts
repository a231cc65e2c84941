import type { Refusal } from '../core/message.ts'
import type { ErrorFault, TransportFault, TransportKind } from './fault.ts'

/** Thrown out of a stream that is cut: the connection goes with it. */
export class StreamCut extends Error {
  override name = 'StreamCut'
  /** In which way the connection breaks. */
  readonly kind: TransportKind
  constructor(kind: TransportKind) {
    super('The connection broke off in the body')
    this.kind = kind
  }
}

/** What an interruption needs of its surroundings. */
export interface Interruption {
  readonly fault: ErrorFault | TransportFault
  /** The events with which an error ends this stream. */
  readonly ending: ((refusal: Refusal) => readonly string[]) | undefined
  /** Waits, but not longer than the client does. */
  sleep(ms: number): Promise<void>
  readonly delayMs: number
  /** Told when the fault comes. */
  onFault(): void
  /** Told when it will never come, since the client left before it. */
  onMissed(): void
}

/** A stream that stands still is given up after so long, should its client never do so. */
const maxStallMs = 600_000

/** What is seen of a cut is what was sent before it; at once with it, it would be lost. */
const settleMs = 20

/** Lets so many events of a stream pass, or all where it has fewer, and then the fault comes instead of the rest. */
export async function* interrupt(
  events: AsyncIterable<string | Uint8Array>,
  interruption: Interruption,
): AsyncGenerator<string | Uint8Array> {
  const { fault, sleep, delayMs, onFault, onMissed } = interruption
  let hasCome = false
  try {
    yield* firstEvents(events, fault.after ?? 0)
    if (delayMs > 0) await sleep(delayMs)
    hasCome = true
    onFault()
    yield* comeOf(interruption)
  } finally {
    if (!hasCome) onMissed()
  }
}

async function* firstEvents(events: AsyncIterable<string | Uint8Array>, count: number) {
  let left = count
  if (left === 0) return
  for await (const event of events) {
    yield event
    left -= 1
    if (left === 0) return
  }
}

async function* comeOf({ fault, ending, sleep }: Interruption): AsyncGenerator<string> {
  if ('error' in fault) {
    yield* ending?.({ error: fault.error, ...(fault.message !== undefined && { message: fault.message }) }) ?? []
    return
  }
  await sleep(fault.transport === 'stall-body' ? maxStallMs : settleMs)
  throw new StreamCut(fault.transport)
}
