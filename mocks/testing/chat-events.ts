import { validateResponse } from '../../contracts/response-validation.ts'

export interface ChatEvent {
  readonly id?: string
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: what an event holds is what the tests of streams are about
  readonly data: any
}

/** Takes a `text/event-stream` apart for a test, and holds every event against the contract. */
export function eventsOf(text: string): ChatEvent[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)))
      const event = { ...fields, data: JSON.parse(fields.data) } as ChatEvent // what every event of the stream has
      const issues = validateResponse('ChatStreamEvents', { [event.event]: event.data })
      if (issues.length > 0) throw new Error(`${event.event}: ${JSON.stringify(issues)}`)
      return event
    })
}
