import { expect, test } from 'vitest'
import { clientTime } from '../command/client-time.ts'
import { realSpeed } from '../command/speed.ts'
import { attempt, call } from '../hand-made.ts'
import { watchWaits } from '../noise/waits.ts'
import type { CallRun } from '../run.ts'
import type { Driver } from './driver.ts'
import { areSideBySide, firstTwo, onceBothWait, tellSideBySide } from './side-by-side.ts'

const driver: Driver = {
  clientTime: clientTime(Date.now(), 1),
  speed: realSpeed,
  waits: watchWaits(() => new Map()),
  takes: () => true,
  call: () => ({ id: 1, answer: new Promise(() => {}) }),
  cancel: () => {},
  giveUp: async () => {},
  lastWords: () => '',
  end: async () => {},
}

/** A call that comes so late, and is answered then. */
function madeAt(atMs: number, answeredMs: number): CallRun {
  const { times, ...seen } = attempt(atMs)
  return call([{ ...seen, times: { ...times, headMs: atMs, responseHeadMs: answeredMs, responseEndMs: answeredMs } }])
}

test.each([
  ['the second comes before the first is answered', [madeAt(0, 400), madeAt(399, 800)], true],
  ['the first is told last', [madeAt(399, 800), madeAt(0, 400)], true],
  ['the second comes as the first is answered', [madeAt(0, 400), madeAt(400, 800)], false],
  ['the first is told last, and the second came after it', [madeAt(401, 800), madeAt(0, 400)], false],
  ['only one came', [madeAt(0, 400)], true],
])('%s', (_, runs, together) => {
  expect(areSideBySide(runs)).toBe(together)
})

test('two that wait go on as soon as both wait, one alone after its time', async () => {
  const timers: { ms: number; callback: () => void }[] = []
  const after = onceBothWait((ms, callback) => {
    timers.push({ ms, callback })
    return () => {}
  })
  const gone: string[] = []
  after(5_000, () => gone.push('first'))
  await new Promise(setImmediate)
  expect([gone, timers.map(({ ms }) => ms)]).toEqual([[], [5_000]])
  after(5_000, () => gone.push('second'))
  expect(gone).toEqual([])
  await new Promise(setImmediate)
  expect(gone).toEqual(['first', 'second'])
  timers[0]?.callback()
  expect(gone).toEqual(['first', 'second', 'first'])
})

test('two that came far from each other are asked for again, with more time, and only then', async () => {
  const asked: (number | undefined)[][] = []
  const asks = (runs: readonly CallRun[]) => {
    const left = [...runs]
    asked.splice(0)
    return async (_: Driver, { script }: { readonly script: readonly { delayMs?: number }[] }, holdMs: number) => {
      asked.push([script[0]?.delayMs, holdMs])
      return { calls: left.splice(0, 1) }
    }
  }
  const apart = [madeAt(0, 400), madeAt(900, 1_300)]
  const together = [madeAt(0, 400), madeAt(100, 500)]
  expect(await firstTwo(driver, asks(apart))).toEqual(apart)
  expect(asked).toEqual([
    [400, 400],
    [400, 400],
  ])
  expect(await tellSideBySide(driver, asks(apart), together)).toBe(true)
  expect(asked).toEqual([])
  expect(await tellSideBySide(driver, asks(together), apart)).toBe(true)
  expect(asked).toEqual([
    [5_000, 5_000],
    [5_000, 5_000],
  ])
  expect(await tellSideBySide(driver, asks(apart), apart)).toBe(false)
})
