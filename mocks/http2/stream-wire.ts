import { type BreakEvents, breakWire, garbage, type Wire } from '../adapters/breaks.ts'
import { resetConnection } from '../adapters/reset-connection.ts'
import type { TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import type { SizedBody } from '../faults/sized-body.ts'
import { type Http2Call, isGone } from './call.ts'
import { resetStream } from './reset-stream.ts'
import { fieldsOf, writeStreamReply } from './write-stream-reply.ts'

type Surroundings = Pick<Wire, 'reply' | 'bytesPerSecond' | 'sleep' | 'headSent' | 'broken'>

/** A stream of HTTP/2. What breaks its connection breaks every other stream on it, too. */
function streamWire(call: Http2Call, surroundings: Surroundings): Wire {
  const { stream, connection, isHead } = call
  const { socket, session } = connection
  const { reply, headSent } = surroundings

  /** A head without a body cannot break off in its middle: nothing is sent of it. */
  async function begin(promisedBytes: number, body: SizedBody): Promise<void> {
    if (body.sizeBytes === 0 || isGone(stream)) return
    stream.respond(fieldsOf(reply.status, reply.headers, promisedBytes))
    for await (const chunk of body) {
      await new Promise<void>((resolve) => stream.write(chunk, () => resolve()))
      if (stream.destroyed) break
    }
    headSent()
  }
  const sendGarbage = () => new Promise<void>((resolve) => socket.write(garbage, () => resolve()))

  return {
    ...surroundings,
    isHead,
    answer: (answer) => writeStreamReply(answer, call),
    async inform(status, headers) {
      if (!isGone(stream)) stream.additionalHeaders(fieldsOf(status, headers))
    },
    begin,
    async beginMalformed(body) {
      await begin(body.sizeBytes * 2, body)
      await sendGarbage()
    },
    sendGarbage,
    async stopShort() {
      if (stream.headersSent) stream.end()
      else resetStream(stream, 'INTERNAL_ERROR')
    },
    close: async () => connection.close(),
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
  { transport, reply, bytesPerSecond }: TransportBreak,
  call: Http2Call,
  time: TimeSource,
  events: BreakEvents,
): Promise<void> {
  const { stream } = call
  const gone = new AbortController()
  const leave = () => gone.abort()
  stream.once('close', leave)
  const sleep = (ms: number) => time.sleep(ms, gone.signal)
  await breakWire(transport, streamWire(call, { reply, bytesPerSecond, sleep, ...events }))
  stream.off('close', leave)
}
