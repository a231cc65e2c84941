import { expect, test } from 'vitest'
import { formatBytes, formatMoment, formatMs, formatTime, plural, sentence, words } from './format.ts'

test.each([
  [0, '0 B'],
  [0.5, '0.5 B'],
  [1, '1 B'],
  [1_023, '1,023 B'],
  [1_024, '1 KB'],
  [1_536, '1.5 KB'],
  [10_240, '10 KB'],
  [10_752, '11 KB'],
  [1_048_576, '1 MB'],
  [107_374_182_400, '100 GB'],
  [2 * 1_024 ** 4, '2 TB'],
  [5_000 * 1_024 ** 4, '5,000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0.26, '0.3 ms'],
  [3, '3 ms'],
  [10.4, '10 ms'],
  [999.4, '999 ms'],
  [999.5, '1 s'],
  [1_254, '1.25 s'],
  [10_000, '10 s'],
  [12_340, '12.3 s'],
  [59_994, '60 s'],
  [59_995, '1 min 0 s'],
  [125_000, '2 min 5 s'],
  [3_599_000, '59 min 59 s'],
  [3_600_000, '1 h 0 min'],
  [4_800_000, '1 h 20 min'],
  [172_740_000, '47 h 59 min'],
  [172_800_000, '2 d 0 h'],
  [268_200_000, '3 d 2 h'],
])('%d milliseconds are %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text)
})

test('a time of day and a moment are in UTC', () => {
  const epochMs = Date.UTC(2026, 10, 6, 7, 8, 9, 7)
  expect(formatTime(epochMs)).toBe('07:08:09.007')
  expect(formatMoment(epochMs)).toBe('2026-11-06 07:08:09 UTC')
})

test('names are words, texts begin a line, things are counted', () => {
  expect(words('videoChunkBytes')).toBe('video chunk bytes')
  expect(sentence('the rate')).toBe('The rate')
  expect(sentence('')).toBe('')
  expect([plural(1, 'call'), plural(2, 'call'), plural(1_200, 'entry', 'entries')]).toEqual([
    '1 call',
    '2 calls',
    '1,200 entries',
  ])
})
