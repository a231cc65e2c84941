import { describe, expect, it } from 'vitest'
import { createSlots } from './slots.ts'

describe('slots', () => {
  it('let so many in, and the next one when somebody leaves', async () => {
    const slots = createSlots(2)
    const inside: string[] = []
    const enter = (name: string) =>
      slots.enter().then((leave) => {
        inside.push(name)
        return leave
      })
    const [leave] = await Promise.all([enter('a'), enter('b')])
    const third = enter('c')
    await Promise.resolve()
    expect(inside).toEqual(['a', 'b'])
    leave()
    leave()
    await third
    const fourth = enter('d')
    await Promise.resolve()
    expect(inside).toEqual(['a', 'b', 'c'])
    ;(await third)()
    await fourth
    expect(inside).toEqual(['a', 'b', 'c', 'd'])
  })
})
