import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { buildEnvelope } from '../../../contracts/envelope.ts'
import type { ErrorCode } from '../../../contracts/errors.ts'
import { readBody } from '../body/read-body.ts'
import type { RecordedExchange } from '../recorded/record.ts'
import { sendFailure } from '../send/send-failure.ts'
import { rawLines } from '../send/send-http.ts'
import { keptBytes } from '../send/sender.ts'
import { type Forwarder, passedHeaders } from './forward.ts'
import { createTee, type Tee } from './tee.ts'
import { watchLeaving } from './who-left.ts'

/** An answer that the proxy gives instead of the target's. */
export interface Interception {
  /** Whether the target gets the request all the same and only its answer is lost. */
  readonly isForwarded: boolean
  serve(response: ServerResponse): Promise<void>
}

export interface Passage {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  /** Where the target is asked for it, as the client wrote its path. */
  readonly url: string
  /** Answers in the target's place, once the target has. */
  readonly interception: Interception | undefined
  readonly forward: Forwarder['forward']
  record(exchange: RecordedExchange): void
}

/** What the proxy says for itself, in the envelope. */
export function answerItself(response: ServerResponse, status: number, code: ErrorCode, message: string): void {
  const text = JSON.stringify(buildEnvelope(code, crypto.randomUUID(), { message }))
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
    .end(text)
}

/** The target's answer, of which a tee has kept the beginning of the body. */
async function answerFacts({ statusCode = 0, headers, rawHeaders }: IncomingMessage, told: Tee) {
  const { text, isCut, bytes } = await readBody({
    bytes: told.kept(),
    isWhole: told.passed() <= keptBytes,
    contentEncoding: headers['content-encoding'],
    contentType: headers['content-type'],
    limit: keptBytes,
  })
  return { status: statusCode, headers: rawLines(rawHeaders), body: text, bodyBytes: told.passed(), isCut, bytes }
}

/** What was asked; the answer is missing. Its body and its time grow until the end. */
function watchRequest(incoming: IncomingMessage, url: string) {
  const { method = 'GET', rawHeaders } = incoming
  const asked = createTee(keptBytes)
  incoming.on('data', (chunk: Buffer) => asked.stream.write(chunk))
  asked.stream.resume()
  const sentMs = Date.now()
  const from = performance.now()
  return () => ({
    method,
    url,
    requestHeaders: rawLines(rawHeaders),
    requestBody: asked.passed() === 0 ? null : asked.kept().toString(),
    sentMs,
    elapsedMs: performance.now() - from,
  })
}

/** Passes one request on to the target and its answer back, both as they come, and records the exchange. */
export async function passOn({ incoming, response, url, interception, forward, record }: Passage): Promise<void> {
  const leaving = watchLeaving(response)
  const facts = watchRequest(incoming, url)
  try {
    const answer = await forward(incoming, new URL(url), leaving.signal)
    const told = createTee(keptBytes)
    leaving.watch(answer)
    if (interception) await pipeline(answer, told.stream.resume())
    else {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedHeaders(answer.rawHeaders))
      response.flushHeaders()
      await pipeline(answer, told.stream, response)
    }
    const isInjected = answer.headers['mock-fault-served'] !== undefined
    record({ ...facts(), answer: await answerFacts(answer, told), failure: null, isInjected })
    await interception?.serve(response)
  } catch (error) {
    // A client that leaves says nothing about the target.
    if (leaving.first() === 'client' && !interception) return
    const { message, kind } = sendFailure(error)
    record({ ...facts(), answer: null, failure: { message, kind }, isInjected: false })
    if (response.headersSent) response.destroy()
    else answerItself(response, 502, 'HTTP_500', `The proxy got no answer: ${message}`)
  }
}
