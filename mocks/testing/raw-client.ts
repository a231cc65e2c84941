import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

/** How a connection ended for the client: by FIN, by RST, or not at all within the time it was watched. */
export type Ending = 'fin' | 'rst' | 'open'

export interface Wire {
  /** Sends bytes. */
  send(text: string): void
  /** Sends bytes, and waits as long as the peer does not take them; false as soon as the connection has ended. */
  push(text: string): Promise<boolean>
  /** Everything that has arrived, as Latin-1. */
  readonly text: string
  /** Waits until so much of an answer has arrived that the pattern matches. */
  until(pattern: RegExp): Promise<string>
  /** Waits for the end of the connection; gives up after `ms` and says that it is open. */
  ending(ms?: number): Promise<Ending>
  /** Reads nothing more. */
  pause(): void
  close(): void
}

async function open(port: number, ca: string | undefined): Promise<Socket> {
  const place = { port, host: '127.0.0.1', allowHalfOpen: true }
  const isSecure = ca !== undefined
  const socket: Socket = isSecure ? connectSecurely({ ...place, ca }) : connect(place)
  await new Promise<void>((resolve, reject) => {
    socket.once(isSecure ? 'secureConnect' : 'connect', resolve).once('error', reject)
  })
  return socket
}

/**
 * A client that sees bytes and not messages. For tests.
 * @param ca the authority to trust, where TLS is spoken
 */
export async function openWire(port: number, ca?: string): Promise<Wire> {
  let text = ''
  let ended: Ending = 'open'
  let wake: () => void = () => undefined
  const end = (how: Ending) => {
    if (ended === 'open') ended = how
    wake()
  }
  const socket = await open(port, ca)
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    wake()
  })
  socket.on('end', () => end('fin'))
  socket.on('close', () => end('fin'))
  socket.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNRESET' ? 'rst' : 'fin'))

  const gone = new Promise<void>((resolve) => socket.once('close', resolve))

  async function watch(isReached: () => boolean, ms: number): Promise<boolean> {
    const deadline = performance.now() + ms
    while (!isReached()) {
      const leftMs = deadline - performance.now()
      if (leftMs <= 0) return false
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return true
  }

  return {
    send: (bytes) => void socket.write(bytes, 'latin1'),
    async push(bytes) {
      if (ended !== 'open') return false
      await Promise.race([new Promise<void>((resolve) => socket.write(bytes, 'latin1', () => resolve())), gone])
      return ended === 'open'
    },
    get text() {
      return text
    },
    async until(pattern) {
      if (!(await watch(() => pattern.test(text), 60_000))) throw new Error(`${pattern} did not arrive; got: ${text}`)
      return text
    },
    async ending(ms = 60_000) {
      await watch(() => ended !== 'open', ms)
      return ended
    },
    pause: () => void socket.pause(),
    close: () => socket.destroy(),
  }
}
