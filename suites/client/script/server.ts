import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { createListener } from '../../../mocks/adapters/node.ts'
import { defaultBasePath } from '../../../mocks/core/base-path.ts'
import type { Core } from '../../../mocks/core/core.ts'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { createHttp2Listener, type Http2Listener } from '../../../mocks/http2/listener.ts'
import { serveHttp2 } from '../../../mocks/http2/serve-connection.ts'
import type { Credentials } from '../../../mocks/tls/credentials.ts'
import { secure } from '../../../mocks/tls/secure.ts'
import { createScriptAnswers, type Origin, type ScriptAnswers, type ScriptOptions } from './answers.ts'
import { benchCertificate, needsHttp2 } from './http2.ts'
import { listenAlike, listenAnew } from './listen.ts'

/** A script that is being served. */
export interface ScriptServer extends Pick<ScriptAnswers, 'attempts' | 'asides' | 'owesAnAnswer' | 'giveIn'> {
  /** The base URL that the client is given. */
  readonly url: string
  /**
   * Ends it and its connections. With `reset` they are gone at once, so that the system need not hold their ports for
   * another minute, which after thousands of them makes each new port dear; a client sees its idle ones reset.
   */
  close(options?: { readonly reset?: boolean }): Promise<void>
}

/** One origin: its server, the sockets by the number of their connection, and how to end them all. */
function createOrigin(
  core: Pick<Core, 'handle' | 'journal'>,
  time: TimeSource,
  forget: (connection: number) => void,
  credentials?: Credentials,
) {
  const { listener, connections: counted } = createListener(core, time)
  const server = createServer({ keepAliveTimeout: 60_000 }, listener)
  const sockets = new Map<number, Socket>()
  let connections = 0
  const accepted = (socket: Socket) => {
    counted.open(socket)
    connections += 1
    const number = connections
    sockets.set(number, socket)
    socket.on('close', () => {
      sockets.delete(number)
      forget(number)
    })
  }
  const endSecure = credentials && secureOrigin(server, credentials, createHttp2Listener(core, time, counted), accepted)
  if (!credentials) server.on('connection', accepted)
  const close = async (reset: boolean): Promise<void> => {
    if (!server.listening) return
    // Before the server closes those that are idle. TLS has an end of its own.
    if (reset && !credentials) for (const socket of sockets.values()) socket.resetAndDestroy()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
      endSecure?.()
    })
  }
  return { server, sockets, close }
}

function secureOrigin(
  server: Server,
  credentials: Credentials,
  { messageOf, serve }: Http2Listener,
  accepted: (socket: Socket) => void,
) {
  return secure(server, credentials, {
    accepted,
    http2: (socket) =>
      serveHttp2(socket, (call, headers, rawHeaders) => serve(messageOf(call, headers, rawHeaders), call)),
    plain: (socket) => void socket.destroy(),
    distrusted: () => undefined, // it shows in what the client does: it sends nothing
  })
}

/** Serves one script on a free port of its own, so that whatever arrives belongs to it; on two where it redirects. */
export async function startScript(options: ScriptOptions): Promise<ScriptServer> {
  const { script, time } = options
  const ports = { own: 0, elsewhere: 0 }
  const credentials = needsHttp2(script) ? await benchCertificate() : undefined
  const scheme = credentials ? 'https' : 'http'
  const url = (origin: Origin) => `${scheme}://127.0.0.1:${ports[origin]}${defaultBasePath}`
  const answers = createScriptAnswers(options, { url, endConnection: (number) => void own.sockets.get(number)?.end() })
  const { core, forget, attempts, asides, owesAnAnswer } = answers
  const own = createOrigin(core, time, forget, credentials)
  // Its connections are numbered by themselves: what they leave owed is settled when their answers end.
  const elsewhere = createOrigin(answers.elsewhere, time, () => undefined)
  const alike = script.some((step) => step.elsewhere === 'alike')
  if (alike) Object.assign(ports, await listenAlike(own.server, elsewhere.server))
  else {
    ports.own = await listenAnew(own.server)
    if (script.some((step) => step.elsewhere)) ports.elsewhere = await listenAnew(elsewhere.server)
  }
  return {
    url: url('own'),
    attempts,
    asides,
    owesAnAnswer,
    giveIn() {
      answers.giveIn()
      for (const { server } of [own, elsewhere]) server.closeAllConnections()
    },
    async close({ reset = false } = {}) {
      await Promise.all([own.close(reset), elsewhere.close(reset)])
    },
  }
}
