import { expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { readHosts } from './api-hosts.ts'
import { createConnections } from './connections.ts'
import { keepAliveMs, maxHeaderBytes, requestTimeoutMs } from './limits.ts'
import { refuseOldMsw } from './msw-version.ts'
import { webPlatform } from './web-platform.ts'

test('connections are counted from 1, with the time of each', () => {
  const time = createManualTime()
  const connections = createConnections(time)
  const [one, other] = [{}, {}]
  connections.open(one)
  time.advance(5)
  connections.open(other)
  expect([connections.of(one), connections.of(other), connections.of({})]).toEqual([
    { number: 1, connectedMs: 0 },
    { number: 2, connectedMs: 5 },
    undefined,
  ])
})

test('what a client may take of a server', () => {
  expect({ keepAliveMs, maxHeaderBytes, requestTimeoutMs }).toEqual({
    keepAliveMs: 60_000,
    maxHeaderBytes: 32_768,
    requestTimeoutMs: 300_000,
  })
})

test('an msw without handlers is told to be replaced', () => {
  expect(() => refuseOldMsw({ rest: {} })).toThrow(
    'aion-contract/msw needs msw 2.15 or newer, and the one installed is older: npm install -D msw@3',
  )
  expect(() => refuseOldMsw({ http: {} })).not.toThrow()
})

test('a hash in a page is that of Node, and its ids are UUIDs', () => {
  const hasher = webPlatform.sha256()
  hasher.update(new TextEncoder().encode('a'))
  hasher.update(new TextEncoder().encode('bc'))
  expect(hasher.hex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  const zero = webPlatform.sha256()
  zero.update(new TextEncoder().encode('hello'))
  expect(zero.hex()).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
  expect(webPlatform.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test.each([
  [['a.example'], 'https://a.example/x', true],
  [['a.example'], 'http://a.example:8080/x', true],
  [['A.example'], 'https://a.example/', true],
  [['a.example'], 'https://b.a.example/', false],
  [['a.example:443'], 'https://a.example/', true],
  [['a.example:443'], 'http://a.example/', false],
  [['a.example:80'], 'http://a.example/', true],
  [['a.example:8080'], 'http://a.example:8080/', true],
  [['a.example:8080'], 'http://a.example/', false],
  [['a.example'], 'ws://a.example/', false],
  [['b.example', '[::1]:3000'], 'http://[::1]:3000/', true],
])('of the hosts %j is %s: %s', (hosts, url, isOurs) => {
  expect(readHosts(hosts)(new URL(url))).toBe(isOurs)
})

test.each([
  [[]],
  ['a.example'],
  [undefined],
  [['https://a.example']],
  [['a.example/x']],
  [['']],
  [[5]],
  [['a b']],
  [['a?b']],
  [['u@a']],
  [['a.example', 'a:x']],
])('%j are no hosts', (hosts) => {
  expect(() => readHosts(hosts)).toThrow(
    /^hosts must be names such as 'api\.aionvision\.tech' or 'localhost:3000', without scheme and path; got /,
  )
})
