import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { exposedHeaders } from '../core/cors.ts'
import { answerConnect, createClientErrors, replyAtTheDoor, unknownExpectation } from './client-error.ts'
import { whyNotListening } from './why-not-listening.ts'

const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** What is written to a socket, without what is by chance, and how it ended. */
async function written(act: (socket: PassThrough) => void): Promise<readonly string[]> {
  const socket = new PassThrough()
  act(socket)
  const text = String(Buffer.concat(await socket.toArray()))
  return text
    .replaceAll(new RegExp(id, 'g'), 'ID')
    .replace(/"timestamp":"[^"]+"/, '"timestamp":"NOW"')
    .split('\r\n')
}

/** Answers on a connection on which no other answer is owed. */
const answerAlone = (...args: [NodeJS.ErrnoException, PassThrough]) => createClientErrors().answer(...args)

const failed = (code: string) => Object.assign(new Error('it failed'), { code })
const cors = ['Access-Control-Allow-Origin: *', `Access-Control-Expose-Headers: ${exposedHeaders}`]

describe('what could not be read', () => {
  test.each([
    ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large', 'HTTP_431'],
    ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout', 'TIMEOUT'],
    ['HPE_INVALID_METHOD', '400 Bad Request', 'VALIDATION_ERROR'],
  ])('as %s is answered with %s', async (code, status, error) => {
    const lines = await written((socket) => answerAlone(failed(code), socket))
    const body = lines.at(-1) ?? ''
    expect(JSON.parse(body)).toMatchObject({ error: { code: error }, request_id: 'ID' })
    expect(lines.filter((line) => !line.startsWith('Retry-After'))).toEqual([
      `HTTP/1.1 ${status}`,
      'X-Request-ID: ID',
      ...cors,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body) + 34}`,
      'Connection: close',
      '',
      body,
    ])
  })

  test('says what was wrong', async () => {
    const message = async (code: string) =>
      JSON.parse((await written((socket) => answerAlone(failed(code), socket))).at(-1) ?? '').error.message
    expect(await message('ERR_HTTP_REQUEST_TIMEOUT')).toBe('The request did not arrive in time')
    expect(await message('HPE_INVALID_METHOD')).toBe('request: Is not valid HTTP/1.1')
    expect(await message('HPE_PAUSED_H2_UPGRADE')).toBe(
      'request: Is HTTP/2, which needs TLS (--https) and ALPN here; without, it is HTTP/1.1',
    )
  })

  test('is answered to nobody where nobody is left', () => {
    for (const [code, isWritable] of [
      ['ECONNRESET', true],
      ['HPE_INVALID_METHOD', false],
    ] as const) {
      const socket = new PassThrough()
      if (!isWritable) socket.end()
      answerAlone(failed(code), socket)
      expect([socket.destroyed, socket.readableLength]).toEqual([true, 0])
    }
  })
})

describe('what could not be read behind other requests', () => {
  /** What is written, at once and once the answer before has its turn or is finished. */
  function behind(fields: Partial<Record<'complete' | 'headersSent' | 'hasNoTurn' | 'writableFinished', boolean>>) {
    const socket = new PassThrough()
    const { complete = true, headersSent = false, hasNoTurn = false, writableFinished = false } = fields
    const response = Object.assign(new PassThrough(), {
      req: { socket, complete },
      headersSent,
      socket: hasNoTurn ? null : socket,
    })
    Object.defineProperty(response, 'writableFinished', { value: writableFinished })
    const errors = createClientErrors()
    errors.owe(response as unknown as ServerResponse) // as much of one as is looked at
    errors.answer(failed('HPE_INVALID_METHOD'), socket)
    const text = () => String(socket.read() ?? '').slice(0, 12)
    return { socket, response, text }
  }

  test('is answered when their answer has gone out', () => {
    const { response, text } = behind({})
    expect(text()).toBe('')
    response.emit('finish')
    expect(text()).toBe('HTTP/1.1 400')
    expect(behind({ writableFinished: true }).text()).toBe('HTTP/1.1 400')
  })

  test('is their answer where it is their body, in its turn', () => {
    expect(behind({ complete: false }).text()).toBe('HTTP/1.1 400')
    const { response, text } = behind({ complete: false, hasNoTurn: true })
    expect(text()).toBe('')
    response.emit('socket')
    expect(text()).toBe('HTTP/1.1 400')
  })

  test('only ends the connection where their answer has begun before their body broke', () => {
    const { socket, text } = behind({ complete: false, headersSent: true })
    expect([text(), socket.writableEnded]).toEqual(['', true])
  })

  test('is answered to nobody who has gone meanwhile', () => {
    const { socket, response, text } = behind({})
    socket.end()
    response.emit('finish')
    expect(text()).toBe('')
  })
})

test('CONNECT is refused by name, with what will do', async () => {
  const lines = await written((socket) => answerConnect({ url: 'db.example:5432' } as IncomingMessage, socket))
  expect(lines[0]).toBe('HTTP/1.1 405 Method Not Allowed')
  expect(lines).toContain('Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
  expect(JSON.parse(lines.at(-1) ?? '').error.message).toBe(
    'CONNECT db.example:5432 is not possible: the mock is no proxy',
  )
})

test('an expectation that nobody knows is refused, and the connection closes', () => {
  const { status, headers, body, close } = replyAtTheDoor(unknownExpectation())
  expect([status, close, headers.slice(2)]).toEqual([
    417,
    true,
    [
      'Access-Control-Allow-Origin',
      '*',
      'Access-Control-Expose-Headers',
      exposedHeaders,
      'Content-Type',
      'application/json; charset=utf-8',
    ],
  ])
  expect(headers[1]).toMatch(id)
  expect(JSON.parse(String(body))).toEqual({
    error: {
      code: 'VALIDATION_ERROR',
      message: 'Expect: Is not known; only 100-continue is',
      details: { field: 'Expect', issue: 'Is not known; only 100-continue is' },
    },
    request_id: headers[1],
  })
})

test.each([
  ['EADDRINUSE', 'port 4010 on ::1 is in use; choose another (--port N), or port 0 for a free one'],
  ['EACCES', 'port 4010 may not be used without privileges; choose one above 1023'],
  ['EADDRNOTAVAIL', '::1 is not an address of this machine; choose another'],
  ['ENOTFOUND', '::1 is not an address of this machine; choose another'],
  ['EMFILE', 'the mock server could not start: it failed'],
])('%s says what to do', (code, text) => {
  expect(whyNotListening(failed(code), '::1', 4010)).toBe(text)
})
