import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Reply, ReplyBody } from '../core/message.ts'
import { StreamCut } from '../faults/interrupt.ts'
import { sized } from '../faults/sized-body.ts'
import { holdBack } from './request-line.ts'
import { writeReply } from './write-reply.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** What is done to a response whose request has come, or is still coming. */
function create({ method = 'GET', isSending = false, isHeld = false } = {}) {
  const seen: string[] = []
  const req = Object.assign(new PassThrough(), {
    method,
    headers: isSending ? { 'content-length': '9' } : {},
    complete: !isSending,
  })
  if (isHeld) holdBack(req as unknown as IncomingMessage) // as much of a request as is looked at
  const say = (what: string) => (value: unknown) => {
    seen.push(value === undefined ? what : `${what} ${value}`)
    return true
  }
  const out = Object.assign(new PassThrough(), {
    req,
    socket: { resetAndDestroy: () => seen.push('reset'), destroySoon: () => seen.push('destroy soon') },
    writeHead: (status: number, headers: readonly string[]) => say('head')([status, ...headers].join(' ')),
    flushHeaders: () => seen.push('flush'),
    write: say('write'),
    end: say('end'),
    destroy: () => seen.push('destroy'),
  })
  const write = (reply: Partial<Reply> & { body: ReplyBody }) =>
    writeReply({ status: 200, headers: ['A', 'b'], ...reply }, out as unknown as ServerResponse)
  return { seen, req, write }
}

describe('an answer to a request that has come', () => {
  test.each([
    ['häh', 200, 4, ['head 200 A b Content-Length 4', 'end häh']],
    ['', 200, 0, ['head 200 A b Content-Length 0', 'end ']],
    [new Uint8Array([49, 50]), 200, 2, ['head 200 A b Content-Length 2', 'end 49,50']],
    [null, 200, 0, ['head 200 A b Content-Length 0', 'end']],
    [null, 204, 0, ['head 204 A b', 'end']],
    [null, 304, 0, ['head 304 A b', 'end']],
  ])('of %j with %d is written at once', (body, status, bytes, wanted) => {
    const { seen, write } = create()
    expect(write({ body, status })).toBe(bytes)
    expect(seen).toEqual(wanted)
  })

  test('says that the connection closes where it does', () => {
    const { seen, write } = create()
    write({ body: 'a', close: true })
    expect(seen[0]).toBe('head 200 A b Connection close Content-Length 1')
  })

  test('comes in pieces, with its length where that is known', async () => {
    const { seen, write } = create()
    async function* pieces() {
      yield new Uint8Array([49])
      yield new Uint8Array([50])
    }
    expect(write({ body: pieces() })).toBeNull()
    await turn()
    expect(seen).toEqual(['head 200 A b', 'flush', 'write 49', 'write 50', 'end'])
    const other = create()
    expect(other.write({ body: sized(2, pieces) })).toBe(2)
    await turn()
    expect(other.seen[0]).toBe('head 200 A b Content-Length 2')
  })

  test.each([
    [new StreamCut('reset-mid-body'), ['reset', 'destroy']],
    [new StreamCut('close-mid-body'), ['destroy']],
    [new Error('broken'), ['destroy']],
  ])('whose pieces end in %s is cut', async (error, wanted) => {
    const { seen, write } = create()
    // biome-ignore lint/correctness/useYield: it breaks before its first piece
    async function* broken() {
      throw error
    }
    write({ body: broken() })
    await turn()
    expect(seen).toEqual(['head 200 A b', 'flush', ...wanted])
  })
})

describe('an answer to a request that is still coming', () => {
  test.each([
    ['ab', 'GET', 200, 2, ['head 200 A b Content-Length 2', 'write ab']],
    ['ab', 'HEAD', 200, 2, ['head 200 A b Content-Length 2', 'flush']],
    ['', 'GET', 200, 0, ['head 200 A b Content-Length 0', 'flush']],
    [null, 'GET', 200, 0, ['head 200 A b Content-Length 0', 'flush']],
    [null, 'GET', 204, 0, ['head 204 A b', 'flush']],
    [null, 'GET', 304, 0, ['head 304 A b', 'flush']],
  ])('of %j to %s is written, and ends with the request', async (body, method, status, bytes, wanted) => {
    const { seen, write, req } = create({ isSending: true, method })
    expect(write({ body, status })).toBe(bytes)
    expect(seen).toEqual(wanted)
    req.complete = true
    req.destroy()
    await turn()
    expect(seen).toEqual([...wanted, 'end'])
  })

  test('waits five seconds of silence for the rest, and one where nothing may come', async () => {
    for (const [isHeld, silenceMs] of [
      [false, 5_000],
      [true, 1_000],
    ] as const) {
      const { seen, write } = create({ isSending: true, isHeld })
      write({ body: 'a' })
      expect(seen[0]).toBe(`head 200 A b ${isHeld ? 'Connection close ' : ''}Content-Length 1`)
      vi.advanceTimersByTime(silenceMs - 1)
      await turn()
      expect(seen).not.toContain('end')
      vi.advanceTimersByTime(1)
      await turn()
      expect(seen.slice(-2)).toEqual(['end', 'destroy soon'])
    }
  })

  test('ends its pieces when the request has come', async () => {
    const { seen, write, req } = create({ isSending: true })
    async function* pieces() {
      yield new Uint8Array([49])
    }
    write({ body: pieces() })
    await turn()
    expect(seen).toEqual(['head 200 A b', 'flush', 'write 49'])
    req.complete = true
    req.destroy()
    await turn()
    expect(seen.at(-1)).toBe('end')
  })
})
