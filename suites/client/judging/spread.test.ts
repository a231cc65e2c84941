import { expect, test } from 'vitest'
import { type ClockFacts, realClock, virtualClock } from '../run.ts'
import { lookAtSpread } from './spread.ts'

const look = (waits: readonly number[], clock: Partial<ClockFacts> = {}) => {
  const { verdict, evidence } = lookAtSpread(waits, 0.1, 'facts', { ...virtualClock, ...clock })
  return `${verdict}: ${evidence}`
}

test('waits that differ enough part the clients', () => {
  expect(look([900, 1_100])).toBe('pass: facts')
  expect(look([901, 1_099])).toBe('warn: facts; 0.1 would spread the clients')
  expect(look([1_000, 1_000])).toBe('warn: facts; 0.1 would spread the clients')
})

test('but not by what equal waits differ', () => {
  expect(look([90, 110], { noiseMs: 20 / 3 })).toBe('pass: facts')
  expect(look([90, 110], { noiseMs: 7 })).toBe('inconclusive: facts, but equal waits differ as much on this machine')
  expect(look([90, 110], realClock)).toMatch(/^inconclusive/)
})

test('what may have made all of them late is taken off before they are compared', () => {
  expect(look([940, 1_060])).toBe('warn: facts; 0.1 would spread the clients')
  // Of the rest they are enough, but no more than the lateness may make of them.
  expect(look([940, 1_060], { addedMs: 450 })).toBe(
    'inconclusive: facts, but equal waits differ as much on this machine',
  )
  expect(look([450, 550], { addedMs: 50 })).toBe('pass: facts')
})

test('waits that a stall may have lined up tell nothing', () => {
  expect(look([1_000, 1_000], { addedMs: 500 })).toBe('inconclusive: facts; 0.1 would spread the clients')
  expect(look([1_000, 1_000], { addedMs: 100 })).toBe('warn: facts; 0.1 would spread the clients')
})
