import type { Answer, Core } from '../core/core.ts'
import {
  BodyAborted,
  type IncomingMessageLike,
  isPromise,
  type Outcome,
  type Reply,
  type ReplyBody,
  type RequestBody,
} from '../core/message.ts'
import type { TimeSource } from '../core/time.ts'
import { isSized } from '../faults/sized-body.ts'
import { transports } from '../faults/transports.ts'
import { recordAnswer, recordCut, recordEnd, recordHead } from '../journal/record.ts'
import { holdProcess } from './hold-process.ts'

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

/** The chunks of a stream. Whoever wants no more of it does not wait until everybody else has let go of it, as after `clone()`. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

/** The body of a `Request`, read as it arrives. */
export function bodyOf(request: Request): RequestBody | null {
  // Firefox has no Request.body; a request without one then reads as empty, which is the same to every operation.
  if (request.body === null || request.method === 'GET' || request.method === 'HEAD') return null
  return {
    declaredBytes: undefined,
    async *chunks() {
      try {
        if (request.body) yield* chunksOf(request.body)
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

/** The chunks as a stream that ends in an error when the caller aborts, also while it waits for its next chunk. */
function streamOf(
  chunks: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await untilAborted(iterator.next(), signal, () => void iterator.return?.())
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

function bodyInit(body: ReplyBody, { method, signal }: WebRequest): BodyInit | null {
  // An empty text would be given the type text/plain.
  if (body === null || body === '' || method === 'HEAD') return null
  if (typeof body === 'string') return body
  // Bytes of ours are never shared between threads, which is all that the wider type allows for.
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : streamOf(body, signal)
}

/** The lines go into the headers that the response has: given to it they would be copied, which takes as long as writing them. */
function responseOf({ status, headers, body }: Reply, request: WebRequest): Response {
  const response = new Response(bodyInit(body, request), { status })
  for (let i = 0; i < headers.length; i += 2) {
    const [name = '', value = ''] = [headers[i], headers[i + 1]]
    // A text brings a type of its own.
    if (name === 'Content-Type') response.headers.set(name, value)
    else response.headers.append(name, value)
  }
  if (isSized(body) && request.method !== 'HEAD') response.headers.set('Content-Length', String(body.sizeBytes))
  return response
}

/** What comes of a promise, or the reason of the signal when that aborts first. Meanwhile the process stays alive. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, left?: () => void): Promise<T> {
  const release = holdProcess()
  let stop: () => void = () => undefined
  try {
    if (!signal) return await promise
    signal.throwIfAborted()
    const aborted = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
    })
    return await Promise.race([promise, aborted])
  } catch (error) {
    left?.()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    release()
  }
}

const nothing = new Promise<never>(() => undefined)

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
  const answer = core.handle(messageOf(request, time.monotonic()))
  const answered = isPromise(answer)
    ? answer.then((result) => note(result, core, time, request))
    : note(answer, core, time, request)
  return isPromise(answered) ? untilAborted(answered, request.signal) : answered
}

/** Writes into the journal how it went, and makes the answer. */
function note(
  { outcome, attempt }: Answer,
  core: Pick<Core, 'journal'>,
  time: TimeSource,
  request: WebRequest,
): Response | typeof networkError | Promise<never> {
  if (attempt) {
    const nowMs = time.monotonic()
    if ('transport' in outcome) recordCut(attempt, nowMs)
    else if (!request.signal?.aborted) {
      // Who aborted was told nothing.
      recordHead(attempt, nowMs)
      recordAnswer(attempt, outcome, null)
    }
    recordEnd(attempt, nowMs)
    core.journal.close(attempt)
  }
  return settle(outcome, request)
}

function settle(outcome: Outcome, request: WebRequest): Response | typeof networkError | Promise<never> {
  if (!('transport' in outcome)) return responseOf(outcome, request)
  return transports[outcome.transport].form === 'no-answer' ? untilAborted(nothing, request.signal) : networkError
}
