import type { IncomingMessageLike } from '../core/message.ts'

/** A request to the core without any transport. For tests. */
export function plainRequest({
  method = 'GET',
  target = '/api/v2/user-files',
  headers = {},
  body,
}: {
  method?: string
  target?: string
  headers?: Readonly<Record<string, string | readonly string[]>>
  body?: string
} = {}): IncomingMessageLike {
  const bytes = body === undefined ? undefined : new TextEncoder().encode(body)
  return {
    method,
    target,
    origin: 'http://localhost',
    headers,
    rawHeaders: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]),
    body: bytes
      ? {
          declaredBytes: bytes.length,
          async *chunks() {
            yield bytes
          },
        }
      : null,
    connection: 0,
    connectedMs: 0,
    headMs: 0,
  }
}
