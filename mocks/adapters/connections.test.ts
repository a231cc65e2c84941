import { expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createConnections } from './connections.ts'

test('connections are counted from 1, with the time of each', () => {
  const time = createManualTime()
  const connections = createConnections(time)
  const [one, other] = [{}, {}]
  connections.open(one)
  time.advance(5)
  connections.open(other)
  expect([connections.of(one), connections.of(other), connections.of({})]).toEqual([
    { number: 1, connectedMs: 0 },
    { number: 2, connectedMs: 5 },
    undefined,
  ])
})
