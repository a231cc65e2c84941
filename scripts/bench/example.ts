import { connect } from 'node:net'
import type { Answer } from './bare.ts'
import type { Asked } from './load.ts'

/** Asks once over a bare socket and takes the answer apart, so that the bare server can send the same bytes. */
export async function exampleOf(port: number, { path, headers: sent }: Asked): Promise<Answer> {
  const socket = connect(port, '127.0.0.1')
  const head = Object.entries({ host: '127.0.0.1', connection: 'close', ...sent }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  socket.end(`GET ${path} HTTP/1.1\r\n${head.join('')}\r\n`)
  const text = Buffer.concat(await socket.toArray()).toString('utf8')
  const [answerHead = '', body = ''] = text.split('\r\n\r\n')
  const [statusLine = '', ...answered] = answerHead.split('\r\n')
  const automatic = /^(date|connection|keep-alive):/i
  const headers = answered
    .filter((line) => !automatic.test(line))
    .flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
  return { status: Number(statusLine.split(' ')[1]), headers, body }
}
