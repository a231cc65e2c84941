import { afterEach, expect, test } from 'vitest'
import { type ClockReads, watchClockReads } from './clock-reads.ts'

const { Date: RealDate, performance } = globalThis
const { now } = performance
const { hrtime } = process
const most = 100_000
let watch: ClockReads | undefined

afterEach(() => {
  watch?.restore()
  Object.assign(globalThis, { Date: RealDate })
  Object.assign(performance, { now })
  Object.assign(process, { hrtime })
})

/** Watches clocks that stand still; counts how often a loop was noticed. */
function watched() {
  const seen = { loops: 0 }
  class StillDate extends RealDate {
    constructor(...given: [] | [number]) {
      super(...((given.length === 0 ? [1_000] : given) as [number])) // one argument in either case
    }
    static override now = () => 1_000
  }
  Object.assign(globalThis, { Date: StillDate })
  Object.assign(performance, { now: () => 50 })
  Object.assign(process, { hrtime: Object.assign(() => [7, 8], { bigint: () => 9n }) })
  watch = watchClockReads(() => {
    seen.loops += 1
  })
  return { seen, reads: watch }
}

const read = (times: number) => {
  for (let count = 0; count < times; count += 1) Date.now()
}

test('whoever asks is told the time that stands still', () => {
  const { seen } = watched()
  const at = new RealDate(1_000).toISOString()
  expect([Date.now(), new Date().toISOString(), new Date(5).getTime()]).toEqual([1_000, at, 5])
  expect([performance.now(), process.hrtime(), process.hrtime.bigint()]).toEqual([50, [7, 8], 9n])
  expect([typeof Date.parse, seen.loops]).toEqual(['function', 0])
})

test('a turn tells whether the clock was asked in it', () => {
  const { reads } = watched()
  expect(reads.endTurn()).toBe(false)
  Date.now()
  expect([reads.endTurn(), reads.endTurn()]).toEqual([true, false])
})

test('from the hundred thousandth read in one turn on the clock seems to run, on every clock', () => {
  const { seen } = watched()
  read(most - 1)
  expect(seen.loops).toBe(0)
  expect([Date.now(), seen.loops]).toEqual([1_000, 1])
  expect(Date.now()).toBe(2_000)
  expect(new Date().toISOString()).toBe('1970-01-01T00:00:03.000Z')
  expect(new Date(5).getTime()).toBe(5)
  expect(performance.now()).toBe(50 + 4_000)
  expect(process.hrtime()).toEqual([12, 8])
  expect(process.hrtime.bigint()).toBe(6_000_000_009n)
  expect(seen.loops).toBe(1)
})

test('reads in several turns are no loop', () => {
  const { seen, reads } = watched()
  read(most - 1)
  reads.endTurn()
  read(most - 1)
  expect([Date.now(), seen.loops]).toEqual([1_000, 1])
})

test('the clocks are given back', () => {
  const { reads } = watched()
  reads.restore()
  read(most + 5)
  expect([Date.now(), performance.now(), process.hrtime()]).toEqual([1_000, 50, [7, 8]])
})
