/** One event of a `text/event-stream` (HTML, "Server-sent events"); data is JSON, and so never holds a line break. */
export function serverSentEvent(event: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
