import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

it('turns come in the order in which they were asked for, with time between them', async () => {
  const turns = createTurns()
  const came: [number, number][] = []
  await Promise.all([0, 1, 2].map((index) => turns.next().then(() => came.push([index, performance.now()]))))
  expect(came.map(([index]) => index)).toEqual([0, 1, 2])
  const gaps = came.slice(1).map(([, atMs], index) => atMs - (came[index]?.[1] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThan(1)
})
