import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { holdBack, hostIssue, isCodedOtherwise, isHeldBack, letCome, targetIssue } from './request-line.ts'

/** As much of a request as is looked at. */
const request = (rawHeaders: readonly string[], httpVersion = '1.1') =>
  ({ rawHeaders, httpVersion }) as unknown as IncomingMessage

test.each([
  [['Host', 'a'], '1.1', undefined],
  [['x', 'host', 'hOST', 'a'], '1.1', undefined],
  [['Hosts', 'a'], '1.1', 'Is required by HTTP/1.1'],
  [['Most', 'a'], '1.1', 'Is required by HTTP/1.1'],
  [[], '1.0', undefined],
  [['Host', 'a', 'host', 'a'], '1.1', 'Stands more than once'],
  [['Host', 'a', 'host', 'a'], '1.0', 'Stands more than once'],
])('the lines %j over HTTP/%s: %s', (lines, version, issue) => {
  expect(hostIssue(request(lines, version))).toBe(issue)
})

test.each(['a', 'A.b-c_d:80', '127.0.0.1:4010', '[::1]:80', '[fe80::1]', '', 'a:', 'xn--bcher-kva.test'])(
  'a Host may be %j',
  (host) => {
    expect(hostIssue(request(['Host', host]))).toBeUndefined()
  },
)

test.each(['a b', 'a/b', 'a, b', 'a?b', 'a#b', 'a@b', 'bücher.test', '[::1', '::1', 'a:b', 'a:1:2', 'a<b>'])(
  'a Host may not be %j',
  (host) => {
    for (let i = 0; i < 2; i += 1)
      expect(hostIssue(request(['Host', host]))).toBe('Is not a name or an address, with or without a port')
  },
)

const toTarget = (url: string | undefined) => {
  const one = { url, headers: { host: 'line.test' } } as unknown as IncomingMessage
  return { issue: targetIssue(one), host: one.headers.host }
}

test.each([
  ['/a', 'line.test'],
  ['*', 'line.test'],
  [undefined, 'line.test'],
  ['/http://a.test/', 'line.test'],
  ['http://a.test/b', 'a.test'],
  ['HTTPS://A.test:8', 'A.test:8'],
  ['http://[::1]:80?a=http://b.test/', '[::1]:80'],
])('a request for %s goes by the host %s', (url, host) => {
  expect(toTarget(url)).toEqual({ issue: undefined, host })
})

test.each(['http://', 'http:///a', 'http://a@b.test/', 'http://a:b/'])('%s names no host', (url) => {
  expect(toTarget(url)).toEqual({ issue: 'Names no host, or more than a host and a port', host: 'line.test' })
})

test.each([
  [undefined, false],
  ['chunked', false],
  [' Chunked', false],
  ['gzip, chunked', true],
  ['gzip', true],
  ['', true],
])('a transfer coding of %j is none of ours: %s', (coding, isOther) => {
  expect(isCodedOtherwise(coding)).toBe(isOther)
})

test('a body is held back until it may come', () => {
  const one = request([])
  expect(isHeldBack(one)).toBe(false)
  holdBack(one)
  expect([isHeldBack(one), isHeldBack(request([]))]).toEqual([true, false])
  letCome(one)
  expect(isHeldBack(one)).toBe(false)
})
