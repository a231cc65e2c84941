import { expect, test, vi } from 'vitest'
import { systemTime } from '../core/time.ts'
import { flags, frame, frameTypes, getLines, literal, openFrames } from '../testing/http2-frames.ts'
import { startTestMock } from '../testing/start-test-mock.ts'

/** The types and streams of the frames in what has come. */
function framesIn(bytes: Buffer): (readonly [type: number, stream: number])[] {
  const frames: (readonly [number, number])[] = []
  for (let at = 0; at + 9 <= bytes.length; at += 9 + bytes.readUIntBE(at, 3))
    frames.push([bytes.readUInt8(at + 3), bytes.readUInt32BE(at + 5)])
  return frames
}

/** Waits for something that is sure to come, on however busy a machine. */
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000 })

test('a stream that comes behind GOAWAY is not processed, and one before it is answered', async () => {
  const asleep: (() => void)[] = []
  const sleep = () => new Promise<void>((resolve) => void asleep.push(resolve))
  await using mock = await startTestMock({ https: true, time: { ...systemTime(), sleep } })
  using client = await openFrames(mock)
  let received = Buffer.alloc(0)
  client.socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
  })
  const has = (type: keyof typeof frameTypes, stream: number) =>
    framesIn(received).some(([one, of]) => one === frameTypes[type] && of === stream)
  const call = (stream: number, fault: string) =>
    frame(
      'headers',
      flags.endStream | flags.endHeaders,
      stream,
      Buffer.concat([
        getLines('/api/v2/user-files'),
        literal('authorization', 'Bearer aion_test_behind_the_goaway'),
        literal('mock-fault', fault),
      ]),
    )
  const faults = () => mock.journal.attempts().map(({ fault }) => fault)
  await client.send(call(1, 'slow-answer;delay=5'))
  await until(() => asleep.length === 1)
  await client.send(call(3, 'h2-goaway'))
  await until(() => has('goAway', 0))
  await client.send(Buffer.concat([call(5, 'h2-cancel'), frame('ping', flags.none, 0, Buffer.alloc(8))]))
  await until(() => has('ping', 0)) // the answer to what was sent last: the stream before it has been seen
  expect(faults()).toEqual(['slow-answer;by=header', 'h2-goaway;by=header'])
  expect([has('headers', 1), client.isClosed()]).toEqual([false, false])
  for (const wake of asleep) wake()
  await until(client.isClosed)
  expect([has('headers', 1), has('headers', 5)]).toEqual([true, false])
})
