import { expect, test } from 'vitest'
import { banner } from './banner.ts'

const url = 'http://127.0.0.1:4010/api/v2'

test('a start names the page, a key and a first call', () => {
  expect(banner({ url, seed: 7, hasConsole: true })).toEqual([
    'console     http://127.0.0.1:4010/',
    'key         aion_test_name_of_your_choice, or aion_test_ and another name: each has a world of its own (seed 7)',
    "first call  curl -i -H 'Authorization: Bearer aion_test_name_of_your_choice' http://127.0.0.1:4010/api/v2/user-files",
  ])
})

test('without the console nothing leads to it', () => {
  expect(banner({ url, seed: 1, hasConsole: false }).join('\n')).not.toContain('console')
})

test.each([
  ['0.0.0.0', '127.0.0.1'],
  ['[::]', '[::1]'],
])('who listens on %s is opened by %s', (bound, opened) => {
  const lines = banner({ url: `http://${bound}:4010/api/v2`, seed: 1, hasConsole: true })
  expect(lines[0]).toContain(`http://${opened}:4010/`)
  expect(lines[2]).toContain(`http://${opened}:4010/api/v2/`)
})

test('a certificate that was made just now is trusted by curl alone', () => {
  const lines = banner({ url: 'https://127.0.0.1:4010/api/v2', seed: 1, hasConsole: true, trust: '--cacert ca.pem' })
  expect(lines[0]).toBe('console     https://127.0.0.1:4010/')
  expect(lines[2]).toContain('curl -i --cacert ca.pem -H')
})
