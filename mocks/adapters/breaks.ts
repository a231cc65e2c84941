import type { HeaderList, Reply } from '../core/message.ts'
import { firstHalf, measured, missingBytes } from '../faults/body-bytes.ts'
import { type SizedBody, sized } from '../faults/sized-body.ts'
import { slowBodyMs, slowly } from '../faults/slow-body.ts'
import type { TransportKind } from '../faults/transports.ts'

export interface BreakEvents {
  /** The answer's head was handed to the socket. */
  headSent(): void
  /** The connection was cut, or left to its silence. */
  broken(): void
}

/** What carries one answer, and the ways in which it can be ill-treated. HTTP/1.1 and HTTP/2 each have their own. */
export interface Wire extends BreakEvents {
  /** What would have been sent. */
  readonly reply: Reply
  /** How fast a body comes that drips. */
  readonly bytesPerSecond: number | undefined
  /** Whether the answer is one to HEAD, which has no body. */
  readonly isHead: boolean
  /** Waits, but not longer than the answer has a taker. */
  sleep(ms: number): Promise<void>
  /** Answers as usual. */
  answer(reply: Reply): void
  /** Sends an answer that is not the last one (RFC 9110 §15.2). */
  inform(status: number, headers: HeaderList): Promise<void>
  /** Begins the answer: a head that promises so many bytes, then these. An answer without a body breaks off in its head. */
  begin(promisedBytes: number, body: SizedBody): Promise<void>
  /** Begins the answer with these bytes, then goes on with what the protocol does not know. */
  beginMalformed(body: SizedBody): Promise<void>
  /** Sends bytes that are no HTTP at all. */
  sendGarbage(): Promise<void>
  /** Ends the body as if it were whole. */
  stopShort(): Promise<void>
  /** Closes the connection in order. */
  close(): Promise<void>
  /** Resets the connection. */
  reset(): void
  /** Lets the answer go that was never to come. */
  giveUp(): void
  /** Ends this stream alone (RFC 9113 §5.4.2). HTTP/1.1 has no streams: the connection is closed. */
  endStream(code: StreamCode): void
  /** Says that the connection takes no more streams, this one included or not (RFC 9113 §6.8); over HTTP/1.1 as above. */
  goAway(isProcessed: boolean): void
}

/** With what an HTTP/2 stream is ended (RFC 9113 §7). */
export type StreamCode = 'REFUSED_STREAM' | 'INTERNAL_ERROR' | 'CANCEL'

/** What was written must be on its way before a reset throws away what is not. */
const settleMs = 20

/** A stalled answer is given up after so long, should its client never do so. */
const maxStallMs = 600_000

/** Not HTTP, not TLS, and the same every time. */
export const garbage = Buffer.from(Array.from({ length: 96 }, (_, index) => (index * 151 + 137) % 256))

function close(wire: Wire): Promise<void> {
  wire.broken()
  return wire.close()
}

async function reset(wire: Wire): Promise<void> {
  wire.broken()
  wire.reset()
}

async function stall(wire: Wire): Promise<void> {
  wire.broken()
  await wire.sleep(maxStallMs)
  wire.giveUp()
}

const endStream = (code: StreamCode) => async (wire: Wire) => {
  wire.broken()
  wire.endStream(code)
}

/** What a client would read as the body of the answer. */
const bodyOf = ({ reply, isHead }: Wire): Promise<SizedBody> => measured(isHead ? null : reply.body)

/** The first half of the body behind a head that promises all of it. */
async function beginHalf(wire: Wire): Promise<void> {
  const body = await bodyOf(wire)
  await wire.begin(body.sizeBytes, firstHalf(body))
}

const breaks: Readonly<Record<TransportKind, (wire: Wire) => Promise<void>>> = {
  reset,
  close,
  async 'reset-mid-body'(wire) {
    await beginHalf(wire)
    await wire.sleep(settleMs)
    await reset(wire)
  },
  async 'close-mid-body'(wire) {
    await beginHalf(wire)
    await close(wire)
  },
  async 'short-body'(wire) {
    const body = await bodyOf(wire)
    await wire.begin(body.sizeBytes + missingBytes, body)
    wire.broken()
    await wire.stopShort()
  },
  'stall-headers': stall,
  async 'stall-body'(wire) {
    await beginHalf(wire)
    await stall(wire)
  },
  async 'slow-body'(wire) {
    const { reply, sleep, bytesPerSecond } = wire
    const body = await bodyOf(wire)
    const { sizeBytes } = body
    if (sizeBytes === 0) await sleep(slowBodyMs)
    const dripping = sized(sizeBytes, () => slowly(body, sleep, bytesPerSecond))
    wire.answer({ ...reply, body: sizeBytes === 0 ? null : dripping })
    wire.headSent()
  },
  async 'malformed-chunk'(wire) {
    await wire.beginMalformed(firstHalf(await bodyOf(wire)))
    await close(wire)
  },
  async garbage(wire) {
    await wire.sendGarbage()
    await close(wire)
  },
  async 'early-hints'(wire) {
    await wire.inform(103, ['Link', '</favicon.ico>; rel=preload; as=image'])
    wire.answer(wire.reply)
    wire.headSent()
  },
  async 'slow-answer'(wire) {
    wire.answer(wire.reply)
    wire.headSent()
  },
  'h2-refused-stream': endStream('REFUSED_STREAM'),
  'h2-internal-error': endStream('INTERNAL_ERROR'),
  'h2-cancel': endStream('CANCEL'),
  async 'h2-goaway'(wire) {
    wire.broken()
    wire.goAway(false)
  },
  async 'h2-goaway-processed'(wire) {
    wire.goAway(true)
    wire.answer(wire.reply)
    wire.headSent()
  },
}

/** Makes what carries the answer misbehave as asked. */
export const breakWire = (kind: TransportKind, wire: Wire): Promise<void> => breaks[kind](wire)
