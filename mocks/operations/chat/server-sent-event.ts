import type { ChatStreamEvents } from '../../../contracts/generated/types.ts'

/** One event of a `text/event-stream` (HTML, "Server-sent events"); data is JSON, and so never holds a line break. */
export function serverSentEvent<Name extends keyof ChatStreamEvents & string>(
  event: Name,
  data: NonNullable<ChatStreamEvents[Name]>,
  id?: string,
): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
