import { expect, test } from 'vitest'
import { maxDelayMs } from './bounds.ts'
import { readLatency } from './latency.ts'

test.each([
  ['200', 200],
  [' 0 ', 0],
  ['1.5', 1.5],
  ['100..300', { uniform: [100, 300] }],
  ['lognormal(200, 0.5)', { lognormal: { medianMs: 200, sigma: 0.5 } }],
  ['lognormal(200,0)', { lognormal: { medianMs: 200, sigma: 0 } }],
])('%j is a latency', (text, delay) => {
  expect(readLatency(text)).toEqual(delay)
})

test('a delay is one, too', () => {
  for (const delay of [20, { uniform: [1, 2] }, { lognormal: { medianMs: 1, sigma: 1 } }] as const)
    expect(readLatency(delay)).toEqual(delay)
})

test.each([
  '',
  'fast',
  '-1',
  '200ms',
  '300..100',
  '1...2',
  'lognormal(200)',
  'lognormal(200, 9)',
  'normal(1, 2)',
  '1e3',
  '0x10',
])('%j is none', (text) => {
  expect(() => readLatency(text)).toThrow(TypeError)
})

test('what no fault may wait no answer may', () => {
  expect(() => readLatency(maxDelayMs + 1)).toThrow(/milliseconds/)
  // @ts-expect-error: no such field
  expect(() => readLatency({ unifrom: [1, 2] })).toThrow(/Did you mean uniform/)
})
