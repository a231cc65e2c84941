import { expect, test } from 'vitest'
import { type StreamEnd, streamEvents } from './event-stream.ts'

/** The events of a stream, and how it ended. */
async function eventsOf(end: StreamEnd) {
  const client = new AbortController()
  const pauses: number[] = []
  const pause = async (ms: number) => {
    pauses.push(ms)
    if (pauses.length === 2) client.abort()
  }
  const events: string[] = []
  try {
    for await (const event of streamEvents(end, { pause, moved: () => {}, gone: client.signal })) events.push(event)
  } catch (error) {
    events.push(String(error))
  }
  return { events, pauses }
}

test('each stream gives three tokens and ends in its own way', async () => {
  const all = await Promise.all((['whole', 'fails', 'breaks-off', 'stalls'] as const).map(eventsOf))
  expect(all).toMatchSnapshot()
})
