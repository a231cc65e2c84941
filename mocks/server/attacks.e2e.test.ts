import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWire } from '../testing/raw-client.ts'
import { startTestMock } from '../testing/start-test-mock.ts'
import type { MockServer } from './index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

const key = 'Authorization: Bearer aion_test_under_old_attacks\r\n'
const get = `GET /api/v2/tenant/limits HTTP/1.1\r\nHost: x\r\n${key}`
const upload = `POST /api/v2/folders HTTP/1.1\r\nHost: x\r\n${key}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`

/** Whether somebody else is served. */
async function othersAreServed(): Promise<boolean> {
  const headers = { Authorization: 'Bearer aion_test_beside_old_attacks' }
  return (await fetch(`${mock.url}/tenant/limits`, { headers })).status === 200
}

/** More than this is no garbage that waits. */
const grownBytes = 192 * 1_048_576

it.each([
  ['100,000 header lines', get + 'X-A: b\r\n'.repeat(100_000), 431],
  ['a head of one long line', `${get}X-A: ${'b'.repeat(5_000_000)}`, 431],
  ['an endless extension of a chunk', `${upload}5;${'a'.repeat(5_000_000)}`, 400],
  ['trailers beyond all measure', `${upload}0\r\n${'X-A: b\r\n'.repeat(100_000)}`, 431],
  ['a length in the size of a chunk that nobody has', `${upload}FFFFFFFFFFFFFFFFFF\r\n`, 400],
  [
    'both framings of a body',
    `${get.replace('GET', 'POST')}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  [
    'a coding behind chunked',
    `${get.replace('GET', 'POST')}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    400,
  ],
])('%s is refused or cut off, and nobody else waits', async (_, bytes, status) => {
  const beforeBytes = process.memoryUsage().rss
  const wire = await openWire(mock.port)
  wire.send(bytes)
  expect(await othersAreServed()).toBe(true)
  expect(await wire.ending(60_000)).not.toBe('open')
  // An answer may be lost to a reset while the attacker still sends; what comes is one refusal.
  expect(wire.text.match(/HTTP\/1\.1 \d+/g) ?? []).toEqual(wire.text === '' ? [] : [`HTTP/1.1 ${status}`])
  expect(process.memoryUsage().rss - beforeBytes).toBeLessThan(grownBytes)
  wire.close()
})

it('hundreds of slow heads and half-open connections keep nobody waiting', async () => {
  const wires = await Promise.all(Array.from({ length: 200 }, () => openWire(mock.port)))
  for (const [index, wire] of wires.entries()) wire.send(index % 2 === 0 ? get : 'G')
  expect(await othersAreServed()).toBe(true)
  for (const wire of wires) wire.close()
})

it('ten thousand requests in one breath are answered in their order', async () => {
  const wire = await openWire(mock.port)
  wire.send(
    `${get}\r\n`.repeat(10_000) +
      get.replace('tenant/limits', 'nothing').replace(key, `${key}Connection: close\r\n\r\n`),
  )
  expect(await othersAreServed()).toBe(true)
  expect(await wire.ending(120_000)).toBe('fin')
  const statuses = [...wire.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
  expect([statuses.length, new Set(statuses.slice(0, -1)), statuses.at(-1)]).toEqual([10_001, new Set(['200']), '404'])
  wire.close()
})
