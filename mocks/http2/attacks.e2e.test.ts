import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MockServer } from '../server/index.ts'
import { residentBytes } from '../testing/held-bytes.ts'
import { openHttp2 } from '../testing/http2-client.ts'
import { type FrameClient, flags, frame, getLines, literal, openFrames, uint32 } from '../testing/http2-frames.ts'
import { startTestMock } from '../testing/start-test-mock.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startTestMock({ https: true })
})
afterAll(() => mock.close())

const path = '/api/v2/tenant/limits'

/** Whether somebody else is served. */
async function othersAreServed(): Promise<boolean> {
  const client = openHttp2(mock)
  const { status } = await client.call('/tenant/limits')
  client.close()
  return status === 200
}

/** More than this is no garbage that waits: the largest of these attacks means 2 GB. */
const grownBytes = 192 * 1_048_576

const repeat = (one: Buffer, count: number) => Buffer.concat(Array.from({ length: count }, () => one))

/** Streams of a client have odd numbers. */
const streamOf = (index: number) => index * 2 + 1

const open = (index: number) => frame('headers', flags.endStream | flags.endHeaders, streamOf(index), getLines(path))

/** Sends one batch after the other, at most so many, as long as the connection lives. */
async function flood(client: FrameClient, batch: (index: number) => Buffer, most: number): Promise<void> {
  for (let sent = 0; sent < most && (await client.send(batch(sent))); sent += 1);
}

describe('an attacker over HTTP/2 is cut off, and nobody else', () => {
  it.each<[what: string, batch: (index: number) => Buffer, most: number]>([
    [
      'streams that are opened and reset',
      (index) =>
        Buffer.concat(
          Array.from({ length: 200 }, (_, i) => [
            open(index * 200 + i),
            frame('rstStream', flags.none, streamOf(index * 200 + i), uint32(8)),
          ]).flat(),
        ),
      30,
    ],
    [
      'a head that never ends, in CONTINUATION frames',
      (index) =>
        index === 0
          ? frame('headers', flags.endStream, 1, getLines(path))
          : repeat(frame('continuation', flags.none, 1, literal('x-more', 'x'.repeat(8_000))), 20),
      30,
    ],
    [
      'empty CONTINUATION frames',
      (index) =>
        index === 0
          ? frame('headers', flags.endStream, 1, getLines(path))
          : repeat(frame('continuation', flags.none, 1), 1_000),
      30,
    ],
    [
      'settings with thousands of entries',
      () => frame('settings', flags.none, 0, repeat(Buffer.from([0, 3, 0, 0, 0, 9]), 2_500)),
      30,
    ],
    ['frames of other protocols', () => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(100)), 30],
  ])('%s', async (_, batch, most) => {
    const beforeBytes = residentBytes()
    using client = await openFrames(mock)
    await flood(client, batch, most)
    // It ends because the mock ends it: the client would stay.
    await client.closed
    expect(residentBytes() - beforeBytes).toBeLessThan(grownBytes)
    expect(await othersAreServed()).toBe(true)
  })
})

describe('an attacker over HTTP/2 takes no memory, and nobody else waits', () => {
  it.each<[what: string, batch: (index: number) => Buffer, count: number]>([
    ['a flood of PING', () => repeat(frame('ping', flags.none, 0, Buffer.alloc(8)), 1_000), 100],
    ['a flood of SETTINGS', () => repeat(frame('settings', flags.none, 0), 1_000), 50],
    [
      'heads that name one long value again and again',
      (index) => {
        // It goes into the table of HPACK once and is named by one byte from then on.
        const stored = Buffer.concat([Buffer.from([0x40]), literal('x-bomb', 'x'.repeat(3_000)).subarray(1)])
        return frame(
          'headers',
          flags.endStream | flags.endHeaders,
          streamOf(index),
          Buffer.concat([getLines(path), index === 0 ? stored : repeat(Buffer.from([0xbe]), 8_000)]),
        )
      },
      100,
    ],
    ['windows that are opened by one byte', () => repeat(frame('windowUpdate', flags.none, 0, uint32(1)), 1_000), 50],
  ])('%s', async (_, batch, count) => {
    const beforeBytes = residentBytes()
    using client = await openFrames(mock)
    await flood(client, batch, count)
    expect(residentBytes() - beforeBytes).toBeLessThan(grownBytes)
    expect(await othersAreServed()).toBe(true)
  })

  it('hundreds of answers that nobody reads, and streams that stay open', async () => {
    using client = await openFrames(mock)
    const noWindow = frame('settings', flags.none, 0, Buffer.from([0, 4, 0, 0, 0, 0]))
    const beforeBytes = residentBytes()
    await client.send(Buffer.concat([noWindow, ...Array.from({ length: 500 }, (_, i) => open(i))]))
    const idle = Array.from({ length: 400 }, (_, i) =>
      frame('headers', flags.endHeaders, streamOf(500 + i), getLines(path)),
    )
    await client.send(Buffer.concat(idle))
    expect(await othersAreServed()).toBe(true)
    expect(residentBytes() - beforeBytes).toBeLessThan(grownBytes)
    client.socket.destroy()
    await client.closed
    expect(await othersAreServed()).toBe(true)
  })
})

it.each<[what: string, behind: Buffer]>([
  ['broken with its connection', frame('settings', flags.none, 1)],
  ['reset', frame('rstStream', flags.none, 1, uint32(8))],
  ['left behind', Buffer.concat([frame('goAway', flags.none, 0, Buffer.alloc(8)), frame('data', flags.none, 2)])],
])('a stream that is refused at the door and %s in the same breath ends nothing but itself', async (_, behind) => {
  using client = await openFrames(mock)
  const connect = Buffer.concat([literal(':method', 'CONNECT'), literal(':authority', 'x:1')])
  await client.send(Buffer.concat([frame('headers', flags.endHeaders, 1, connect), behind]))
  expect(await othersAreServed()).toBe(true)
})
