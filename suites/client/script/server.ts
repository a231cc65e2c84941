import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { createListener } from '../../../mocks/adapters/node.ts'
import { defaultBasePath } from '../../../mocks/core/base-path.ts'
import type { Core } from '../../../mocks/core/core.ts'
import type { TimeSource } from '../../../mocks/core/time.ts'
import { createScriptAnswers, type Origin, type ScriptAnswers, type ScriptOptions } from './answers.ts'
import { listen, listenAlike } from './listen.ts'

/** A script that is being served. */
export interface ScriptServer extends Pick<ScriptAnswers, 'attempts' | 'asides' | 'owesAnAnswer' | 'giveIn'> {
  /** The base URL that the client is given. */
  readonly url: string
  close(): Promise<void>
}

/** One origin: its server, and the sockets by the number of their connection. */
function createOrigin(core: Pick<Core, 'handle' | 'journal'>, time: TimeSource, forget: (connection: number) => void) {
  const { listener, connections: counted } = createListener(core, time)
  const server = createServer({ keepAliveTimeout: 60_000 }, listener)
  const sockets = new Map<number, Socket>()
  let connections = 0
  server.on('connection', (socket) => {
    counted.open(socket)
    connections += 1
    const number = connections
    sockets.set(number, socket)
    socket.on('close', () => {
      sockets.delete(number)
      forget(number)
    })
  })
  return { server, sockets }
}

const close = async (server: Server): Promise<void> => {
  if (!server.listening) return
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Serves one script on a free port of its own, so that whatever arrives belongs to it; on two where it redirects. */
export async function startScript(options: ScriptOptions): Promise<ScriptServer> {
  const { script, time } = options
  const ports = { own: 0, elsewhere: 0 }
  const url = (origin: Origin) => `http://127.0.0.1:${ports[origin]}${defaultBasePath}`
  const answers = createScriptAnswers(options, { url, endConnection: (number) => void own.sockets.get(number)?.end() })
  const { core, forget, attempts, asides, owesAnAnswer } = answers
  const own = createOrigin(core, time, forget)
  // Its connections are numbered by themselves: what they leave owed is settled when their answers end.
  const elsewhere = createOrigin(answers.elsewhere, time, () => undefined)
  const alike = script.some((step) => step.elsewhere === 'alike')
  if (alike) Object.assign(ports, await listenAlike(own.server, elsewhere.server))
  else {
    ports.own = await listen(own.server)
    if (script.some((step) => step.elsewhere)) ports.elsewhere = await listen(elsewhere.server)
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
    async close() {
      await Promise.all([close(own.server), close(elsewhere.server)])
    },
  }
}
