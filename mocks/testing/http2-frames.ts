import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { connect, type TLSSocket } from 'node:tls'
import type { MockServer } from '../server/index.ts'

/** The types of frames (RFC 9113 §6). */
export const frameTypes = {
  data: 0,
  headers: 1,
  rstStream: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const

/** Flags: END_STREAM is also ACK. */
export const flags = { none: 0, endStream: 1, endHeaders: 4 } as const

/** One frame as it goes over the wire. */
export function frame(
  type: keyof typeof frameTypes,
  flag: number,
  stream: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(frameTypes[type], 3)
  head.writeUInt8(flag, 4)
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}

/** A whole number of four bytes, as windows, settings and error codes have them. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const lengthOf = (text: string) => {
  if (text.length < 127) return Buffer.from([text.length])
  const bytes = [127]
  let rest = text.length - 127
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.from([...bytes, rest])
}

/** A header line of HPACK that is not indexed, without Huffman coding (RFC 7541 §6.2.2). */
export const literal = (name: string, value: string): Buffer =>
  Buffer.concat([Buffer.from([0]), lengthOf(name), Buffer.from(name), lengthOf(value), Buffer.from(value)])

/** The header lines of a GET. */
export const getLines = (path: string): Buffer =>
  Buffer.concat([
    literal(':method', 'GET'),
    literal(':scheme', 'https'),
    literal(':authority', 'localhost'),
    literal(':path', path),
  ])

/** What an attacker over HTTP/2 has in hand: frames instead of calls. */
export interface FrameClient {
  readonly socket: TLSSocket
  /** Sends bytes, and waits as the peer does not read on; false as soon as the connection has ended. */
  send(bytes: Buffer): Promise<boolean>
  readonly isClosed: () => boolean
  readonly closed: Promise<unknown>
  [Symbol.dispose](): void
}

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

/** Connects to a mock that speaks HTTP/2, says its preface and reads whatever comes. For tests. */
export async function openFrames({ port, ca }: Pick<MockServer, 'port' | 'ca'>): Promise<FrameClient> {
  const socket = connect({ port, host: '127.0.0.1', ALPNProtocols: ['h2'], ...(ca !== undefined && { ca }) })
  await once(socket, 'secureConnect')
  let isClosed = false
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      isClosed = true
      resolve()
    })
  })
  socket.on('error', () => undefined) // the other side may well have had enough
  socket.on('end', () => socket.destroy())
  socket.resume()
  socket.write(Buffer.concat([preface, frame('settings', flags.none, 0)]))
  return {
    socket,
    async send(bytes) {
      if (isClosed) return false
      await Promise.race([new Promise<void>((resolve) => socket.write(bytes, () => resolve())), closed])
      await setImmediate() // the other side may run in this process
      return !isClosed
    },
    isClosed: () => isClosed,
    closed,
    [Symbol.dispose]: () => socket.destroy(),
  }
}
