import { createServer } from 'node:http'
import { startMockServer } from '../../mocks/server/index.ts'

/** What the bare server sends: the status, header lines and body of an answer of ours. */
export interface Answer {
  readonly status: number
  readonly headers: string[]
  readonly body: string
}

/** Told to the parent once the server listens. */
export interface Ready {
  readonly port: number
}

/** Sent on request: how much memory the server takes. */
export interface Memory {
  readonly rssBytes: number
}

/** A server in a process of its own: `mock`, or a bare one that sends the given answer. */
async function serve(kind: string, answer: string | undefined): Promise<number> {
  if (kind === 'mock') return (await startMockServer({ rateLimit: false })).port
  const { status, headers, body }: Answer = JSON.parse(answer ?? '')
  const server = createServer((_, response) => {
    response.writeHead(status, headers)
    response.end(body)
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  ) // a TCP server has an address with a port
}

const [kind = 'mock', answer] = process.argv.slice(2)
const ready: Ready = { port: await serve(kind, answer) }
process.send?.(ready)
process.on('message', () => process.send?.({ rssBytes: process.memoryUsage.rss() } satisfies Memory))
process.on('disconnect', () => process.exit(0))
