import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWire } from '../../../mocks/testing/raw-client.ts'
import { withstandAttacks } from '../../../mocks/testing/withstand-attacks.ts'
import { type RunningProxy, startProxy } from './proxy.ts'

let target: Server
let proxy: RunningProxy
const seen: string[] = []
beforeAll(async () => {
  target = createServer((request, response) => {
    seen.push(request.url ?? '')
    request.resume().on('end', () => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'))
  }).listen(0, '127.0.0.1')
  await once(target, 'listening')
  const { port } = target.address() as AddressInfo // a TCP server has one
  proxy = await startProxy({ baseUrl: `http://127.0.0.1:${port}/api/v2`, port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await proxy.close()
  target.close()
  target.closeAllConnections()
})

const port = () => Number(new URL(proxy.url).port)

describe('the proxy', () => withstandAttacks(() => ({ port: port(), path: '/api/v2/user-files' })))

it('a target in absolute form is what its path says', async () => {
  const wire = await openWire(port())
  wire.send(
    'GET http://elsewhere.test:81/api/v2/folders?x=1 HTTP/1.1\r\nHost: elsewhere.test\r\nConnection: close\r\n\r\n',
  )
  await wire.ending()
  wire.close()
  expect(wire.text.slice(0, 12)).toBe('HTTP/1.1 200')
  expect(seen).toContain('/api/v2/folders?x=1')
})
