import { type BreakEvents, breakWire, garbage, type Wire } from '../adapters/breaks.ts'
import { resetConnection } from '../adapters/reset-connection.ts'
import type { TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import type { Http2Call } from './call.ts'
import { resetStream } from './reset-stream.ts'
import { fieldsOf, writeStreamReply } from './write-stream-reply.ts'

/** A client that does not answer our FIN keeps its half open for so long. */
const lingerMs = 1_000

type Surroundings = Pick<Wire, 'reply' | 'sleep' | 'headSent' | 'broken'> & {
  /** Waits, but not longer than the connection lives. */
  linger(ms: number): Promise<void>
}

/** A stream of HTTP/2. What breaks its connection breaks every other stream on it, too. */
function streamWire(call: Http2Call, { linger, ...surroundings }: Surroundings): Wire {
  const { stream, connection, isHead } = call
  const { socket, session } = connection
  const { reply, headSent } = surroundings

  /** A head without a body cannot break off in its middle: nothing is sent of it. */
  async function begin(promisedBytes: number, bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return
    stream.respond(fieldsOf(reply.status, reply.headers, promisedBytes))
    await new Promise<void>((resolve) => stream.write(bytes, () => resolve()))
    headSent()
  }
  const sendGarbage = () => new Promise<void>((resolve) => socket.write(garbage, () => resolve()))

  return {
    ...surroundings,
    isHead,
    answer: (answer) => writeStreamReply(answer, call),
    async inform(status, headers) {
      stream.additionalHeaders(fieldsOf(status, headers))
    },
    begin,
    async beginMalformed(bytes) {
      await begin(bytes.length * 2, bytes)
      await sendGarbage()
    },
    sendGarbage,
    async stopShort() {
      if (stream.headersSent) stream.end()
      else resetStream(stream, 'INTERNAL_ERROR')
    },
    async close() {
      socket.end()
      await linger(lingerMs)
      socket.destroy()
    },
    reset: () => resetConnection(socket),
    giveUp: () => resetStream(stream, 'CANCEL'),
    endStream: (code) => resetStream(stream, code),
    goAway(isProcessed) {
      if (isProcessed) session.close()
      else connection.leaveBehind(stream)
    },
  }
}

/** Makes a stream, or the connection that it is on, misbehave as asked. */
export async function breakStream(
  { transport, reply }: TransportBreak,
  call: Http2Call,
  time: TimeSource,
  events: BreakEvents,
): Promise<void> {
  const { stream, connection } = call
  const streamGone = new AbortController()
  const connectionGone = new AbortController()
  const leaveStream = () => streamGone.abort()
  const leaveConnection = () => connectionGone.abort()
  stream.once('close', leaveStream)
  connection.socket.once('close', leaveConnection)
  const sleep = (ms: number) => time.sleep(ms, streamGone.signal)
  const linger = (ms: number) => time.sleep(ms, connectionGone.signal)
  await breakWire(transport, streamWire(call, { reply, sleep, linger, ...events }))
  stream.off('close', leaveStream)
  connection.socket.off('close', leaveConnection)
}
