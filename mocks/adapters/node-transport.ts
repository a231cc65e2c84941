import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { HeaderList, Reply, TransportBreak } from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { bytesOf, firstHalf, missingBytes } from '../faults/body-bytes.ts'
import { slowBodyMs, slowly } from '../faults/slow-body.ts'
import type { TransportKind } from '../faults/transports.ts'
import { headText } from './head-text.ts'
import { writeReply } from './write-reply.ts'

export interface BreakEvents {
  /** The answer's head was handed to the socket. */
  headSent(): void
  /** The connection was cut, or left to its silence. */
  broken(): void
}

interface Break extends BreakEvents {
  readonly socket: Socket
  readonly response: ServerResponse
  readonly reply: Reply
  /** Waits, but not longer than the connection lives. */
  sleep(ms: number): Promise<void>
}

/** A client that does not answer our FIN keeps its half open for so long. */
const lingerMs = 1_000

/** What was written must be on its way before a reset throws away what is not. */
const settleMs = 20

/** A stalled connection is given up after so long, should its client never do so. */
const maxStallMs = 600_000

const write = (socket: Socket, bytes: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => socket.write(bytes, () => resolve()))

async function finish({ socket, sleep, broken }: Break): Promise<void> {
  broken()
  socket.end()
  await sleep(lingerMs)
  socket.destroy()
}

async function reset({ socket, broken }: Break): Promise<void> {
  broken()
  socket.resetAndDestroy()
}

async function stall({ socket, sleep, broken }: Break): Promise<void> {
  broken()
  await sleep(maxStallMs)
  socket.destroy()
}

/** The bytes that a client would read as the body of the answer. */
async function bodyOf({ reply, response }: Break): Promise<Uint8Array> {
  return response.req.method === 'HEAD' ? new Uint8Array() : bytesOf(reply.body)
}

/** Begins the answer: its head with these framing headers, then some bytes. One that has no body breaks off in its head. */
async function begin({ socket, reply, headSent }: Break, framing: HeaderList, bytes: Uint8Array): Promise<void> {
  const head = Buffer.from(headText(reply, [...framing, 'Connection', 'keep-alive']))
  await write(socket, bytes.length === 0 ? head.subarray(0, head.length / 2) : Buffer.concat([head, bytes]))
  headSent()
}

/** The first half of the body behind a head that promises all of it. */
async function beginHalf(context: Break): Promise<void> {
  const body = await bodyOf(context)
  await begin(context, ['Content-Length', String(body.length)], firstHalf(body))
}

/** Not HTTP, not TLS, and the same every time. */
const garbage = Buffer.from(Array.from({ length: 96 }, (_, index) => (index * 151 + 137) % 256))

const breaks: Readonly<Record<TransportKind, (context: Break) => Promise<void>>> = {
  reset,
  close: finish,
  async 'reset-mid-body'(context) {
    await beginHalf(context)
    await context.sleep(settleMs)
    await reset(context)
  },
  async 'close-mid-body'(context) {
    await beginHalf(context)
    await finish(context)
  },
  async 'short-body'(context) {
    const body = await bodyOf(context)
    await begin(context, ['Content-Length', String(body.length + missingBytes)], body)
    await finish(context)
  },
  'stall-headers': stall,
  async 'stall-body'(context) {
    await beginHalf(context)
    await stall(context)
  },
  async 'slow-body'(context) {
    const { reply, response, headSent, sleep } = context
    const body = await bodyOf(context)
    if (body.length === 0) await sleep(slowBodyMs)
    const headers = body.length === 0 ? reply.headers : [...reply.headers, 'Content-Length', String(body.length)]
    writeReply({ ...reply, headers, body: body.length === 0 ? null : slowly(body, sleep) }, response)
    headSent()
  },
  async 'malformed-chunk'(context) {
    const half = firstHalf(await bodyOf(context))
    const chunk = Buffer.concat([
      Buffer.from(`${half.length.toString(16)}\r\n`),
      half,
      Buffer.from('\r\nnot-a-size\r\n'),
    ])
    await begin(context, ['Transfer-Encoding', 'chunked'], half.length === 0 ? half : chunk)
    await finish(context)
  },
  async garbage(context) {
    await write(context.socket, garbage)
    await finish(context)
  },
  async 'early-hints'({ socket, reply, response, headSent }) {
    await write(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </favicon.ico>; rel=preload; as=image\r\n\r\n')
    writeReply(reply, response)
    headSent()
  },
  async 'slow-answer'({ reply, response, headSent }) {
    writeReply(reply, response)
    headSent()
  },
}

/** A response behind others on its connection has no socket yet. */
const turnOf = (response: ServerResponse): Promise<Socket> =>
  new Promise((resolve) => (response.socket ? resolve(response.socket) : response.once('socket', resolve)))

/** Makes the connection misbehave as asked. */
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
  if (!socket.destroyed) await breaks[transport]({ socket, response, reply, sleep, ...events })
  socket.off('close', leave)
}
