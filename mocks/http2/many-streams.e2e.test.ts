import { constants } from 'node:http2'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MockServer } from '../server/index.ts'
import { openHttp2 } from '../testing/http2-client.ts'
import { startTestMock } from '../testing/start-test-mock.ts'

/** Waits for something that is sure to come, on however busy a machine. */
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000 })

let mock: MockServer
beforeAll(async () => {
  mock = await startTestMock({ https: true })
})
afterAll(() => mock.close())

/** A client that is closed with its test. */
const open = () => {
  const client = openHttp2(mock)
  return Object.assign(client, { [Symbol.dispose]: client.close })
}

describe('under many streams of HTTP/2', () => {
  it('a thousand streams at once on one connection are answered', async () => {
    using client = open()
    const seen = await Promise.all(Array.from({ length: 1_000 }, () => client.call('/__mock/health')))
    expect(new Set(seen.map(({ status, end }) => `${status} ${end}`))).toEqual(new Set(['200 end']))
  })

  it('streams that are reset as fast as they are opened end their connection, and no other', async () => {
    using client = open()
    const { pathname } = new URL(mock.url)
    const headers = { ':path': `${pathname}/user-files`, authorization: 'Bearer aion_test_rapid_reset_streams' }
    let sent = 0
    const attack = () => {
      for (let i = 0; i < 100 && !client.isClosed(); i += 1, sent += 1) {
        const stream = client.session.request(headers)
        stream.on('error', () => undefined)
        stream.close(constants.NGHTTP2_CANCEL)
      }
    }
    await until(() => {
      attack()
      return client.isClosed() || sent > 20_000
    })
    expect(client.isClosed()).toBe(true)
    expect(sent).toBeLessThan(20_000)
    using other = open()
    expect((await other.call('/user-files')).status).toBe(200)
  })
})
