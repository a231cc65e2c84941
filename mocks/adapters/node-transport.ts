import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { HeaderList, TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { type BreakEvents, breakWire, garbage, type Wire } from './breaks.ts'
import { headText } from './head-text.ts'
import { resetConnection } from './reset-connection.ts'
import { writeReply } from './write-reply.ts'

/** A client that does not answer our FIN keeps its half open for so long. */
const lingerMs = 1_000

const write = (socket: Socket, bytes: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => socket.write(bytes, () => resolve()))

type Surroundings = Pick<Wire, 'reply' | 'sleep' | 'headSent' | 'broken'>

/** The connection of an HTTP/1.1 response: it carries one answer at a time, so the answer and the connection break together. */
function socketWire(socket: Socket, response: ServerResponse, surroundings: Surroundings): Wire {
  const { reply, sleep, headSent } = surroundings

  /** An answer that has no body breaks off in its head. */
  async function begin(framing: HeaderList, bytes: Uint8Array): Promise<void> {
    const head = Buffer.from(headText(reply, [...framing, 'Connection', 'keep-alive']))
    await write(socket, bytes.length === 0 ? head.subarray(0, head.length / 2) : Buffer.concat([head, bytes]))
    headSent()
  }

  async function close(): Promise<void> {
    socket.end()
    await sleep(lingerMs)
    socket.destroy()
  }

  return {
    ...surroundings,
    isHead: response.req.method === 'HEAD',
    answer: (answer) => writeReply(answer, response),
    inform: (status, headers) => write(socket, headText({ status, headers, body: null }, [], { isDated: false })),
    begin: (promisedBytes, bytes) => begin(['Content-Length', String(promisedBytes)], bytes),
    beginMalformed(bytes) {
      const size = Buffer.from(`${bytes.length.toString(16)}\r\n`)
      const chunks = Buffer.concat([size, bytes, Buffer.from('\r\nnot-a-size\r\n')])
      return begin(['Transfer-Encoding', 'chunked'], bytes.length === 0 ? bytes : chunks)
    },
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
  { transport, reply }: TransportBreak,
  response: ServerResponse,
  time: TimeSource,
  events: BreakEvents,
): Promise<void> {
  const socket = await turnOf(response)
  const gone = new AbortController()
  const leave = () => gone.abort()
  socket.once('close', leave)
  const sleep = (ms: number) => time.sleep(ms, gone.signal)
  if (!socket.destroyed) await breakWire(transport, socketWire(socket, response, { reply, sleep, ...events }))
  socket.off('close', leave)
}
