import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** What the bare server sends: the status, header lines and body of an answer of ours. */
export interface Answer {
  readonly status: number
  readonly headers: string[]
  readonly body: string
}

/** A bare server that sends the answer of a file to everything; says where it listens as the mock does. */
const { status, headers, body }: Answer = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const server = createServer((_, response) => {
  response.writeHead(status, headers)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number } // a TCP server has an address with a port
  process.stdout.write(`bare server listening on http://127.0.0.1:${port}\n`)
})
