import type { Core } from '../core/core.ts'
import {
  BodyAborted,
  type HeaderList,
  type IncomingMessageLike,
  type Outcome,
  type Reply,
  type RequestBody,
} from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'

/** A request as fetch knows it, already reduced to what the core asks for. */
export interface WebRequest {
  readonly method: string
  /** Scheme and authority. */
  readonly origin: string
  /** Path and query as the core locates them. */
  readonly target: string
  readonly headers: Iterable<[string, string]>
  readonly body: RequestBody | null
  readonly signal: AbortSignal | undefined
}

/** The body of a `Request`, read as it arrives. */
export function bodyOf(request: Request): RequestBody | null {
  // Firefox has no Request.body; a request without one then reads as empty, which is the same to every operation.
  if (request.body === null || request.method === 'GET' || request.method === 'HEAD') return null
  return {
    declaredBytes: undefined,
    async *chunks() {
      try {
        if (request.body) yield* request.body
        else yield new Uint8Array(await request.arrayBuffer())
      } catch (cause) {
        throw new BodyAborted('The request was aborted before the end of its body', { cause })
      }
    },
  }
}

function messageOf({ method, origin, target, headers, body, signal }: WebRequest, nowMs: number): IncomingMessageLike {
  const rawHeaders: string[] = []
  const byName: Record<string, string> = {}
  for (const [name, value] of headers) {
    rawHeaders.push(name, value)
    // Not every Headers gives its names in lower case (happy-dom keeps them as they were written).
    byName[name.toLowerCase()] = value
  }
  return {
    method,
    target,
    origin,
    headers: byName,
    rawHeaders,
    body,
    connection: 0,
    connectedMs: nowMs,
    headMs: nowMs,
    gone: signal && (() => signal),
  }
}

function headersOf(list: HeaderList): Headers {
  const headers = new Headers()
  for (let i = 0; i < list.length; i += 2) headers.append(list[i] ?? '', list[i + 1] ?? '')
  return headers
}

function streamOf(chunks: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

function responseOf({ status, headers, body }: Reply, method: string): Response {
  const init = { status, headers: headersOf(headers) }
  // An empty text would be given the type text/plain.
  if (body === null || body === '' || method === 'HEAD') return new Response(null, init)
  if (typeof body === 'string') return new Response(body, init)
  // Bytes of ours are never shared between threads, which is all that the wider type allows for.
  return new Response(body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : streamOf(body), init)
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** What fetch itself calls a network error; callers choose whether to throw it or to hand on `Response.error()`. */
export const networkError = Symbol('network error')

/**
 * Answers one request in process. Resolves to `networkError` where a connection would have broken, and never where it would
 * have stood still, until the signal aborts.
 */
export async function answerWeb(
  core: Pick<Core, 'handle' | 'journal'>,
  time: TimeSource,
  request: WebRequest,
): Promise<Response | typeof networkError> {
  const { outcome, attempt } = await core.handle(messageOf(request, time.monotonic()))
  if (attempt) {
    const nowMs = time.monotonic()
    if ('transport' in outcome) attempt.times.faultMs = nowMs
    else attempt.times.responseHeadMs = nowMs
    attempt.times.responseEndMs = nowMs
    core.journal.close(attempt)
  }
  return settle(outcome, request)
}

function settle(outcome: Outcome, { method, signal }: WebRequest): Response | typeof networkError | Promise<never> {
  if (!('transport' in outcome)) return responseOf(outcome, method)
  return outcome.transport === 'stall-headers' ? untilAborted(signal) : networkError
}
