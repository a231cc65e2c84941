import { PassThrough } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { goAwayFrame } from './go-away.ts'
import { sharedDuplex } from './shared-duplex.ts'
import { fieldsOf } from './write-stream-reply.ts'

describe('the fields of an answer over HTTP/2', () => {
  test('are in lower case, behind the status, without space around a value', () => {
    expect(fieldsOf(429, ['Retry-After', ' 3 ', 'X-A', 'b'])).toEqual({
      ':status': 429,
      'retry-after': '3',
      'x-a': 'b',
    })
  })

  test('that stand more than once are one line, cookies apart', () => {
    expect(fieldsOf(200, ['Vary', 'a', 'vary', 'b', 'Vary', 'c'])).toEqual({ ':status': 200, vary: 'a, b, c' })
    const cookies = ['Set-Cookie', 'a=1', 'set-cookie', 'b=2', 'Set-Cookie', 'c=3']
    expect(fieldsOf(200, cookies)).toEqual({ ':status': 200, 'set-cookie': ['a=1', 'b=2', 'c=3'] })
  })

  test('leave out what is of one connection of HTTP/1.1', () => {
    const lines = ['Connection', 'Keep-Alive', 'Proxy-Connection', 'Transfer-Encoding', 'Upgrade', 'TE']
    expect(
      fieldsOf(
        200,
        lines.flatMap((name) => [name, 'x']),
      ),
    ).toEqual({ ':status': 200, te: 'x' })
  })

  test('promise a length where one is given', () => {
    expect(fieldsOf(200, [], 0)).toEqual({ ':status': 200, 'content-length': '0' })
    expect(fieldsOf(200, ['Content-Length', '5'], 9)).toEqual({ ':status': 200, 'content-length': '9' })
  })
})

test('GOAWAY names the last stream and the code', () => {
  expect([...goAwayFrame(0x01020304, 7)]).toEqual([0, 0, 8, 7, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 7])
})

describe('a connection as a stream', () => {
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  /** A socket whose other end a test holds. */
  function create() {
    const socket = new PassThrough()
    const sent: string[] = []
    const write = socket.write.bind(socket)
    let ended = false
    Object.assign(socket, {
      write: (chunk: Uint8Array, done?: () => void) => {
        sent.push(String(chunk))
        done?.()
        return true
      },
      end: (done?: () => void) => {
        ended = true
        if (typeof done === 'function') done()
        return socket
      },
    })
    const duplex = sharedDuplex(socket as unknown as TLSSocket) // as much of one as is used
    return { socket, duplex, sent, receive: (text: string) => write(Buffer.from(text)), hasEnded: () => ended }
  }

  test('gives what comes and writes what goes', async () => {
    const { duplex, sent, receive, hasEnded } = create()
    receive('in')
    await turn()
    expect(String(duplex.read())).toBe('in')
    duplex.write('out')
    expect([sent, hasEnded()]).toEqual([['out'], false])
    duplex.end()
    await turn()
    expect(hasEnded()).toBe(true)
  })

  test('is read no faster than it is taken', async () => {
    const { socket, duplex, receive } = create()
    receive('x'.repeat(200_000))
    await turn()
    expect(socket.isPaused()).toBe(true)
    duplex.resume()
    await turn()
    expect(socket.isPaused()).toBe(false)
  })

  test('ends and goes with the connection, and takes it along', async () => {
    const one = create()
    one.socket.destroy()
    await turn()
    expect(one.duplex.destroyed).toBe(true)
    const other = create()
    other.duplex.on('error', () => undefined)
    other.duplex.destroy(new Error('the session failed'))
    await turn()
    expect(other.socket.destroyed).toBe(true)
    const third = create()
    let hasEnded = false
    third.duplex.on('end', () => {
      hasEnded = true
    })
    third.duplex.resume()
    third.socket.emit('end')
    await turn()
    expect(hasEnded).toBe(true)
  })

  test('swallows the last word on a connection that is closed', async () => {
    const { socket, duplex, sent } = create()
    Object.defineProperty(socket, 'writableEnded', { value: true })
    duplex.write('late')
    duplex.end()
    await turn()
    expect([sent, duplex.writableFinished]).toEqual([[], true])
  })
})
