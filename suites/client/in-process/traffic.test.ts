import { expect, test } from 'vitest'
import { beginTraffic } from './traffic.ts'

/** Three calls in this traffic, of which this many may be made before the caller cancels: what happened, in order. */
async function eventsOf(traffic: Parameters<typeof beginTraffic>[0], most = Number.POSITIVE_INFINITY, calls = 3) {
  const events: string[] = []
  let clients = 0
  let made = 0
  const strands = beginTraffic(traffic, {
    calls,
    client: () => {
      clients += 1
      return `client ${clients}`
    },
    makeCall: async (client, server, index) => {
      made += 1
      if (made > 20) throw new Error('No end')
      events.push(`${client}, server ${server}, call ${index}`)
    },
    pause: async () => void events.push('pause'),
    isCancelled: () => made >= most,
  })
  const begun = [...events]
  await Promise.all(strands)
  return { strands: strands.length, begun, events }
}

test('calls apart begin at once, each with a client and a server of its own', async () => {
  const all = [1, 2, 3].map((number) => `client ${number}, server ${number - 1}, call ${number - 1}`)
  expect(await eventsOf('apart')).toEqual({ strands: 3, begun: all, events: all })
})

test('calls in turn follow each other on one client, with a pause between two', async () => {
  const [first, second, third] = [0, 1, 2].map((index) => `client 1, server 0, call ${index}`)
  expect(await eventsOf('in-turn')).toEqual({
    strands: 1,
    begun: [first],
    events: [first, 'pause', second, 'pause', third],
  })
  expect((await eventsOf('in-turn', 2)).events).toEqual([first, 'pause', second, 'pause'])
})

test('workers share a client and a server, and go on until the caller cancels', async () => {
  const [first, second] = [0, 1].map((index) => `client 1, server 0, call ${index}`)
  const { strands, begun, events } = await eventsOf('workers', 4, 2)
  expect([strands, begun]).toEqual([2, [first, second]])
  expect(events.filter((event) => event !== 'pause')).toEqual([first, second, first, second])
  expect(events.filter((event) => event === 'pause')).toHaveLength(4)
})
