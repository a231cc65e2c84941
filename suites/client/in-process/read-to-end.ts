/** More than any sample's stream has. */
const mostEvents = 1_000

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** What a streaming client gave: events that are still to come are read to their end, and their error is the client's. */
export async function readToEnd(value: unknown): Promise<unknown> {
  if (!isIterable(value)) return value
  const events: unknown[] = []
  const decoder = new TextDecoder()
  for await (const event of value) {
    // Bytes are a stream that nobody has read.
    events.push(event instanceof Uint8Array ? decoder.decode(event, { stream: true }) : event)
    if (events.length > mostEvents) throw new Error(`The stream gave more than ${mostEvents} events`)
  }
  return events
}
