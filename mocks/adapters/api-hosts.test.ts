import { expect, test } from 'vitest'
import { readHosts } from './api-hosts.ts'

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
