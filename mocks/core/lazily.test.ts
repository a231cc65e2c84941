import { expect, test } from 'vitest'
import { lazily } from './lazily.ts'

test('what is loaded lazily is loaded once, and is there at once afterwards', async () => {
  let count = 0
  const get = lazily(async () => {
    count += 1
    return { count }
  })
  const [one, other] = [get(), get()]
  expect(one).toBe(other)
  const value = await one
  expect([value, get()]).toEqual([{ count: 1 }, value])
  expect(get()).toBe(value)
})
