import { expect, test } from 'vitest'
import { headText } from './head-text.ts'

const reply = (headers: string[] = [], status = 200) => ({ status, headers, body: null })
const dated = ['Date', 'Thu, 15 Jan 2026 12:00:00 GMT']

test('a head is a status line, its lines and an empty one', () => {
  expect(headText(reply(dated), ['Content-Length', '3'])).toBe(
    'HTTP/1.1 200 OK\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\nContent-Length: 3\r\n\r\n',
  )
  expect(headText(reply([], 103), [], { isDated: false })).toBe('HTTP/1.1 103 Early Hints\r\n\r\n')
  expect(headText(reply(dated, 299), [])).toMatch(/^HTTP\/1\.1 299 \r\n/)
})

test('it has a date of its own unless one is given, which a value that reads Date is not', () => {
  expect(headText(reply(['X-A', 'Date']), ['B', 'c'])).toMatch(
    /^HTTP\/1\.1 200 OK\r\nX-A: Date\r\nDate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\nB: c\r\n\r\n$/,
  )
  expect(headText(reply(dated), []).match(/Date/g)).toHaveLength(1)
})
