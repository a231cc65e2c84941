import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MockServer, startMockServer } from '../server/index.ts'
import { openWire, type Wire } from '../testing/raw-client.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startMockServer({ files: 5, rateLimit: false })
})
afterAll(() => mock.close())
beforeEach(() => mock.core.reset())

const get = (fault = '', { method = 'GET', path = '/user-files' } = {}) =>
  `${method} /api/v2${path} HTTP/1.1\r\nHost: 127.0.0.1:${mock.port}\r\nAuthorization: Bearer aion_test_on_a_real_socket\r\n${fault && `Mock-Fault: ${fault}\r\n`}\r\n`

const bodyOf = (text: string) => text.slice(text.indexOf('\r\n\r\n') + 4)
const headerOf = (text: string, name: string) => new RegExp(`^${name}: (.*)\r$`, 'im').exec(text)?.[1]

async function provoke(fault: string, request = get(fault)): Promise<Wire> {
  const wire = await openWire(mock.port)
  wire.send(request)
  return wire
}

/** The complete body of an answer without a fault. */
async function wholeBody(): Promise<string> {
  const response = await fetch(`${mock.url}/user-files`, {
    headers: { Authorization: 'Bearer aion_test_on_a_real_socket' },
  })
  return response.text()
}

const attempt = () => mock.journal.attempts({ tenant: 'on_a_real_socket' }).at(-1)

describe('on the wire', () => {
  it('reset sends nothing and ends with RST', async () => {
    const wire = await provoke('reset')
    expect(await wire.ending()).toBe('rst')
    expect(wire.text).toBe('')
    expect(attempt()).toMatchObject({ fault: 'reset;by=header', status: null, times: { faultMs: expect.any(Number) } })
  })

  it('close sends nothing and ends with FIN', async () => {
    const wire = await provoke('close')
    expect(await wire.ending()).toBe('fin')
    expect(wire.text).toBe('')
  })

  it.each([
    ['reset-mid-body', 'rst'],
    ['close-mid-body', 'fin'],
  ])('%s sends half of what Content-Length promises and ends with %s', async (fault, ending) => {
    const whole = await wholeBody()
    const wire = await provoke(fault)
    expect(await wire.ending()).toBe(ending)
    expect(wire.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(headerOf(wire.text, 'Mock-Fault-Served')).toBe(`${fault};by=header`)
    expect(Number(headerOf(wire.text, 'Content-Length'))).toBe(Buffer.byteLength(whole))
    expect(bodyOf(wire.text).length).toBe(Math.ceil(Buffer.byteLength(whole) / 2))
    expect(attempt()).toMatchObject({ status: 200, times: { responseHeadMs: expect.any(Number) } })
  })

  it('short-body sends a whole body, promises more, and ends with FIN', async () => {
    const whole = await wholeBody()
    const wire = await provoke('short-body')
    expect(await wire.ending()).toBe('fin')
    expect(bodyOf(wire.text).length).toBe(Buffer.byteLength(whole))
    expect(() => JSON.parse(bodyOf(wire.text))).not.toThrow()
    expect(Number(headerOf(wire.text, 'Content-Length'))).toBeGreaterThan(Buffer.byteLength(whole))
  })

  it('stall-headers sends nothing and does not end', async () => {
    const wire = await provoke('stall-headers')
    expect(await wire.ending(300)).toBe('open')
    expect(wire.text).toBe('')
    wire.close()
    await expect.poll(() => attempt()?.times.responseEndMs).toEqual(expect.any(Number))
  })

  it('stall-body sends the head and half of the body and does not end', async () => {
    const wire = await provoke('stall-body')
    await wire.until(/\r\n\r\n\{/)
    expect(await wire.ending(300)).toBe('open')
    const promised = Number(headerOf(wire.text, 'Content-Length'))
    expect(bodyOf(wire.text).length).toBe(Math.ceil(promised / 2))
    wire.close()
  })

  it('slow-body sends all of it, in pieces, and leaves the connection as it was', async () => {
    const whole = await wholeBody()
    const wire = await provoke('slow-body')
    await wire.until(/\r\n\r\n\{/)
    const early = bodyOf(wire.text).length
    const promised = Number(headerOf(wire.text, 'Content-Length'))
    expect(promised).toBe(Buffer.byteLength(whole))
    expect(early).toBeLessThan(promised)
    await expect.poll(() => bodyOf(wire.text).length, { timeout: 20_000 }).toBe(promised)
    expect(() => JSON.parse(bodyOf(wire.text))).not.toThrow()
    wire.send(get())
    await wire.until(/HTTP\/1\.1 200[\s\S]*HTTP\/1\.1 200/)
    wire.close()
  })

  it('malformed-chunk sends a good chunk, then one whose size is none, and ends with FIN', async () => {
    const whole = await wholeBody()
    const wire = await provoke('malformed-chunk')
    expect(await wire.ending()).toBe('fin')
    expect(headerOf(wire.text, 'Transfer-Encoding')).toBe('chunked')
    expect(headerOf(wire.text, 'Content-Length')).toBeUndefined()
    const size = Math.ceil(Buffer.byteLength(whole) / 2)
    expect(bodyOf(wire.text)).toMatch(new RegExp(`^${size.toString(16)}\r\n[\\s\\S]{${size}}\r\nnot-a-size\r\n$`))
  })

  it('garbage sends what is not HTTP and ends with FIN', async () => {
    const wire = await provoke('garbage')
    expect(await wire.ending()).toBe('fin')
    expect(wire.text.length).toBe(96)
    expect(wire.text).not.toMatch(/HTTP/)
  })

  it('early-hints sends 103, then the answer, and leaves the connection as it was', async () => {
    const wire = await provoke('early-hints')
    await wire.until(/HTTP\/1\.1 200[\s\S]*\r\n\r\n\{[\s\S]*\}/)
    expect(wire.text).toMatch(/^HTTP\/1\.1 103 Early Hints\r\nLink: [^\r]+\r\n\r\nHTTP\/1\.1 200 OK\r\n/)
    wire.send(get())
    await wire.until(/HTTP\/1\.1 103[\s\S]*HTTP\/1\.1 200[\s\S]*HTTP\/1\.1 200/)
    wire.close()
  })
})

describe('an answer without a body', () => {
  const head = (fault: string) => provoke(fault, get(fault, { method: 'HEAD' }))

  it.each([
    ['reset-mid-body', 'rst'],
    ['close-mid-body', 'fin'],
    ['short-body', 'fin'],
    ['malformed-chunk', 'fin'],
  ])('breaks off in its head with %s', async (fault, ending) => {
    const wire = await head(fault)
    expect(await wire.ending()).toBe(ending)
    expect(wire.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(wire.text).not.toContain('\r\n\r\n')
  })

  it('stalls in its head with stall-body', async () => {
    const wire = await head('stall-body')
    await wire.until(/^HTTP\/1\.1 200 OK\r\n/)
    expect(await wire.ending(300)).toBe('open')
    expect(wire.text).not.toContain('\r\n\r\n')
    wire.close()
  })
})

describe('a connection that is kept alive', () => {
  it.each([
    ['reset', 'rst'],
    ['close', 'fin'],
    ['reset-mid-body', 'rst'],
    ['close-mid-body', 'fin'],
    ['short-body', 'fin'],
    ['malformed-chunk', 'fin'],
    ['garbage', 'fin'],
  ])(
    'gives its first answer whole and breaks the second with %s; the next connection is unharmed',
    async (fault, ending) => {
      const wire = await openWire(mock.port)
      wire.send(get())
      await wire.until(/\r\n\r\n\{[\s\S]*\}$/)
      const firstAnswer = wire.text
      wire.send(get(fault))
      expect(await wire.ending()).toBe(ending)
      expect(wire.text.startsWith(firstAnswer)).toBe(true)
      const attempts = mock.journal.attempts({ tenant: 'on_a_real_socket' })
      expect(new Set(attempts.map(({ connection }) => connection)).size).toBe(1)
      const next = await openWire(mock.port)
      next.send(get())
      await next.until(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\{[\s\S]*\}$/)
      next.close()
    },
  )

  it('answers pipelined requests in their order before it breaks', async () => {
    const wire = await openWire(mock.port)
    wire.send(get() + get('close-mid-body'))
    expect(await wire.ending()).toBe('fin')
    expect(wire.text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2)
    expect(wire.text.indexOf('Mock-Fault-Served: ')).toBeGreaterThan(wire.text.lastIndexOf('HTTP/1.1 200'))
  })
})

describe('a client that does not wait for a delayed answer', () => {
  it('ends the wait, and its attempt has no answer', async () => {
    const wire = await provoke('TIMEOUT;delay=600000')
    await expect.poll(() => attempt()?.fault).toBe('TIMEOUT;by=header')
    wire.close()
    await expect.poll(() => attempt()?.times.responseEndMs).toEqual(expect.any(Number))
    expect(attempt()?.times.responseHeadMs).toBeNull()
  })
})

describe('a fault on a request with a body', () => {
  it('reads the body first, so that close is a FIN and not a RST', async () => {
    const body = 'x'.repeat(200_000)
    const wire = await openWire(mock.port)
    wire.send(
      `POST /api/v2/folders HTTP/1.1\r\nHost: 127.0.0.1:${mock.port}\r\nAuthorization: Bearer aion_test_on_a_real_socket\r\nMock-Fault: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(await wire.ending()).toBe('fin')
    expect(attempt()?.body?.bytes).toBe(body.length)
  })
})
