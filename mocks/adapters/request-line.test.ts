import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { holdBack, hostIssue, isHeldBack, letCome } from './request-line.ts'

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

test('a body is held back until it may come', () => {
  const one = request([])
  expect(isHeldBack(one)).toBe(false)
  holdBack(one)
  expect([isHeldBack(one), isHeldBack(request([]))]).toEqual([true, false])
  letCome(one)
  expect(isHeldBack(one)).toBe(false)
})
