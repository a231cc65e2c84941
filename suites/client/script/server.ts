import { createServer } from 'node:http'
import { createListener } from '../../../mocks/adapters/node.ts'
import { defaultBasePath } from '../../../mocks/core/core.ts'
import { createScriptAnswers, type ScriptAnswers, type ScriptOptions } from './answers.ts'

/** A script that is being served. */
export interface ScriptServer extends Pick<ScriptAnswers, 'attempts' | 'owesAnAnswer'> {
  /** The base URL that the client is given. */
  readonly url: string
  close(): Promise<void>
}

/** Serves one script on a free port of its own, so that whatever arrives belongs to it. */
export async function startScript(options: ScriptOptions): Promise<ScriptServer> {
  const { core, forget, attempts, owesAnAnswer } = createScriptAnswers(options, () => url)
  const { listener, onConnection } = createListener(core, options.time)
  const server = createServer({ keepAliveTimeout: 60_000 }, listener)
  let connections = 0
  server.on('connection', (socket) => {
    onConnection(socket)
    connections += 1
    const number = connections
    socket.on('close', () => forget(number))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${defaultBasePath}`
  return {
    url,
    attempts,
    owesAnAnswer,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
