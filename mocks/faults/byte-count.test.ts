import { expect, test } from 'vitest'
import { byteCount, bytesIn } from './byte-count.ts'

test.each([
  [5, 5],
  ['64kB', 64_000],
  ['8MB', 8_000_000],
  ['100MB', 100_000_000],
] as const)('%s are %d bytes', (count, bytes) => {
  expect(bytesIn(count)).toBe(bytes)
})

test('a byte count is published with its least and its greatest', () => {
  expect(byteCount(3)).toEqual({
    type: ['integer', 'string'],
    minimum: 3,
    maximum: 100_000_000,
    pattern: '^(?:[1-9]\\d{0,4}kB|[1-9]\\d?MB|100MB)$',
    expected: 'a number of bytes from 3 to 100MB, such as 65536, 64kB or 8MB',
    tsType: 'ByteCount',
  })
})
