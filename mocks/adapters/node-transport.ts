import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { HeaderList, Reply, TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { type SizedBody, sized } from '../faults/sized-body.ts'
import { type BreakEvents, breakWire, garbage, type Wire } from './breaks.ts'
import { discardRest, isStillSending } from './end-in-stages.ts'
import { headText } from './head-text.ts'
import { resetConnection } from './reset-connection.ts'
import { writeReply } from './write-reply.ts'

/** A client that does not answer our FIN keeps its half open for so long. */
const lingerMs = 1_000

const write = (socket: Socket, bytes: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => socket.write(bytes, () => resolve()))

/** A body as a chunk of its length, behind which there should be another one (RFC 9112 §7.1). */
const thenNoSize = (body: SizedBody): SizedBody =>
  sized(body.sizeBytes, async function* () {
    if (body.sizeBytes === 0) return
    yield Buffer.from(`${body.sizeBytes.toString(16)}\r\n`)
    yield* body
    yield Buffer.from('\r\nnot-a-size\r\n')
  })

const isStream = (body: Reply['body']) => typeof body === 'object' && body !== null && !(body instanceof Uint8Array)

type Surroundings = Pick<Wire, 'reply' | 'bytesPerSecond' | 'sleep' | 'headSent' | 'broken'>

/** The connection of an HTTP/1.1 response: it carries one answer at a time, so the answer and the connection break together. */
function socketWire(socket: Socket, response: ServerResponse, surroundings: Surroundings): Wire {
  const { reply, sleep, headSent } = surroundings

  /** Who writes its request to the end before it reads would never see an answer that stalls or drips in the middle of it. */
  function readOn(): void {
    if (isStillSending(response.req)) void discardRest(response.req, () => response.req.complete)
  }

  /** An answer that has no body breaks off in its head. */
  async function begin(framing: HeaderList, body: SizedBody): Promise<void> {
    readOn()
    const head = Buffer.from(headText(reply, [...framing, 'Connection', 'keep-alive']))
    let unsent: Uint8Array = body.sizeBytes === 0 ? head.subarray(0, head.length / 2) : head
    for await (const chunk of body) {
      await write(socket, Buffer.concat([unsent, chunk]))
      unsent = new Uint8Array()
      if (socket.destroyed) break
    }
    if (unsent.length > 0) await write(socket, unsent)
    headSent()
  }

  async function close(): Promise<void> {
    socket.end()
    // What is left unread when a socket is closed resets the connection.
    response.req.resume()
    await sleep(lingerMs)
    socket.destroy()
  }

  return {
    ...surroundings,
    isHead: response.req.method === 'HEAD',
    answer(answer) {
      if (isStream(answer.body)) readOn()
      writeReply(answer, response)
    },
    inform: (status, headers) => write(socket, headText({ status, headers, body: null }, [], { isDated: false })),
    begin: (promisedBytes, body) => begin(['Content-Length', String(promisedBytes)], body),
    beginMalformed: (body) => begin(['Transfer-Encoding', 'chunked'], thenNoSize(body)),
    sendGarbage: () => write(socket, garbage),
    stopShort: close,
    close,
    reset: () => resetConnection(socket),
    giveUp: () => socket.destroy(),
    endStream: () => void close(),
    goAway: () => void close(),
  }
}

/** A response behind others on its connection has no socket yet. */
const turnOf = (response: ServerResponse): Promise<Socket> =>
  new Promise((resolve) => (response.socket ? resolve(response.socket) : response.once('socket', resolve)))

/** Makes the connection of a response misbehave as asked. */
export async function breakTransport(
  { transport, reply, bytesPerSecond }: TransportBreak,
  response: ServerResponse,
  time: TimeSource,
  events: BreakEvents,
): Promise<void> {
  const socket = await turnOf(response)
  const gone = new AbortController()
  const leave = () => gone.abort()
  socket.once('close', leave)
  const sleep = (ms: number) => time.sleep(ms, gone.signal)
  if (!socket.destroyed)
    await breakWire(transport, socketWire(socket, response, { reply, bytesPerSecond, sleep, ...events }))
  socket.off('close', leave)
}
