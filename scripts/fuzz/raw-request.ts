import type { IncomingMessageLike, ReplyBody } from '../../mocks/core/message.ts'

/** A request as it goes over the wire. */
export interface RawRequest {
  readonly method: string
  /** Path and query, with the base path. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer> | null
}

/** What the core takes; the body comes in pieces. */
export function messageOf({ method, target, headers, body }: RawRequest): IncomingMessageLike {
  return {
    method,
    target,
    origin: 'http://mock.test',
    headers,
    rawHeaders: Object.entries(headers).flat(),
    body: body && {
      declaredBytes: body.length,
      async *chunks() {
        for (let at = 0; at < body.length; at += 1_000) yield body.subarray(at, at + 1_000)
      },
    },
    connection: 1,
    connectedMs: 0,
    headMs: 0,
  }
}

/** A request in lines that somebody can send again. */
export function showRequest({ method, target, headers, body }: RawRequest): string {
  const content = body ? JSON.stringify(Buffer.from(body).toString('latin1').slice(0, 400)) : 'no body'
  return `${method} ${target}\n  ${JSON.stringify(headers)}\n  ${content}`
}

/** A body as text, a stream read to its end. */
export async function textOf(body: ReplyBody): Promise<string> {
  if (body === null || typeof body === 'string') return body ?? ''
  if (body instanceof Uint8Array) return new TextDecoder().decode(body)
  let text = ''
  for await (const chunk of body) text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk)
  return text
}
