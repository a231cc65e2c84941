import { expect, test } from 'vitest'
import { steerRandom, steerTimeZone } from './steer.ts'

const draw = () => [Math.random(), Math.random()]

test('chance is the same for the same seed, or the number that is wanted', () => {
  const { random } = Math
  const drawn = ([1, 1, 2] as const).map((seed) => {
    const restore = steerRandom(undefined, seed)
    const numbers = draw()
    restore()
    return numbers
  })
  expect(drawn[1]).toEqual(drawn[0])
  expect(drawn[2]).not.toEqual(drawn[0])
  expect(drawn[0]?.[0]).not.toBe(drawn[0]?.[1])
  const restore = steerRandom(0, 1)
  expect(draw()).toEqual([0, 0])
  restore()
  expect(Math.random).toBe(random)
})

test('the time zone is that of the scenario, and afterwards what it was', () => {
  const before = process.env.TZ
  try {
    for (const own of ['Europe/Paris', undefined]) {
      if (own === undefined) delete process.env.TZ
      else process.env.TZ = own
      const restore = steerTimeZone('Asia/Kolkata')
      expect(new Date(0).getTimezoneOffset()).toBe(-330)
      restore()
      expect(process.env.TZ).toBe(own)
      steerTimeZone(undefined)()
      expect(process.env.TZ).toBe(own)
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})
