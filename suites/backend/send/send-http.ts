import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, Agent as TlsAgent } from 'node:https'
import type { HeaderLine } from '../exchange.ts'
import { answersTls } from './plain-on-tls.ts'
import { sendFailure, speaksTls } from './send-failure.ts'
import { keptBytes, mostBodyBytes, type Sender, SendFailure, type WireAnswer, type WireRequest } from './sender.ts'

/** Header lines as they came: names as written, duplicates kept. */
export function rawLines(raw: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) lines.push([raw[i] ?? '', raw[i + 1] ?? ''])
  return lines
}

async function readAnswer(response: IncomingMessage): Promise<Omit<WireAnswer, 'hasBytesBeyondEnd'>> {
  const chunks: Buffer[] = []
  let bodyBytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (bodyBytes < keptBytes) chunks.push(chunk)
    bodyBytes += chunk.length
    if (bodyBytes > mostBodyBytes) break
  }
  if (!response.complete && bodyBytes <= mostBodyBytes)
    throw new SendFailure('the connection ended before the answer was complete', 'broken')
  const body = Buffer.concat(chunks).subarray(0, keptBytes)
  return { status: response.statusCode ?? 0, headers: rawLines(response.rawHeaders), body, bodyBytes }
}

/** An answer that must end with its head: HEAD, 204 and 304 (RFC 9110 §6.4.1). */
const isBodiless = (method: string, status: number | undefined) => method === 'HEAD' || status === 204 || status === 304

const inSeconds = (ms: number) => `${ms / 1_000} s`

const endOfTurn = () => new Promise((resolve) => setImmediate(resolve))

/** The other side closed a connection that was kept open, before any answer to what was sent on it. */
class KeptConnectionClosed extends SendFailure {
  constructor(failure: SendFailure) {
    super(failure.message, failure.kind, failure)
  }
}

/**
 * Sends over `node:http` or `node:https`: header lines stay as they came, nothing is decoded, and redirects are not followed,
 * so that no key goes anywhere else.
 * @param timeoutMs longest silence, and longest time for one whole exchange
 */
export function createHttpSender(baseUrl: string, { timeoutMs = 30_000 }: { timeoutMs?: number } = {}): Sender {
  const isTls = baseUrl.startsWith('https:')
  const agent = isTls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  const open = isTls ? httpsRequest : httpRequest
  let hasAnswered = false

  function start({ method, path, headers, body }: WireRequest, signal: AbortSignal, isFresh: boolean): ClientRequest {
    const request = open(baseUrl + path, { method, agent: isFresh ? false : agent, signal, timeout: timeoutMs })
    for (const [name, value] of headers) request.setHeader(name, value)
    if (body) request.setHeader('Content-Length', body.length)
    else if (method !== 'GET' && method !== 'HEAD') request.setHeader('Content-Length', 0)
    return request
  }

  /** A target that has never answered plain HTTP may be one that speaks TLS only. */
  async function explained(failure: SendFailure): Promise<SendFailure> {
    if (isTls || hasAnswered || failure.kind !== 'broken') return failure
    return (await answersTls(baseUrl)) ? new SendFailure(speaksTls, 'tls', failure) : failure
  }

  async function send(wire: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
    // A kept connection may be closed by the other side at any moment (RFC 9112 §9.3.1): what must not be sent twice gets
    // one of its own, what may be is sent again on one.
    const isFresh = wire.method === 'POST' || wire.method === 'PATCH'
    try {
      return await sendOn(wire, signal, isFresh)
    } catch (error) {
      if (isFresh || !(error instanceof KeptConnectionClosed)) throw error
      return sendOn(wire, signal, true)
    }
  }

  async function sendOn(wire: WireRequest, signal: AbortSignal, isFresh: boolean): Promise<WireAnswer> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const request = start(wire, deadline, isFresh)
    const late: Error[] = []
    let isBegun = false
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request.once('response', resolve)
        // Stays: what comes after a complete answer is reported here, and a write may fail once the answer is there.
        request.on('error', (error) => {
          late.push(error)
          reject(error)
        })
        request.on('timeout', () =>
          request.destroy(new SendFailure(`no answer within ${inSeconds(timeoutMs)}`, 'silent')),
        )
        request.end(wire.body ?? undefined)
      })
      hasAnswered = true
      isBegun = true
      const answer = await readAnswer(response)
      if (isBodiless(wire.method, answer.status)) await endOfTurn()
      const hasBytesBeyondEnd =
        isBodiless(wire.method, answer.status) &&
        late.some((error) => 'code' in error && String(error.code).startsWith('HPE_'))
      return { ...answer, hasBytesBeyondEnd }
    } catch (error) {
      if (signal.aborted) throw new SendFailure('the run was ended', 'aborted', error)
      if (deadline.aborted)
        throw new SendFailure(`no ${isBegun ? 'whole ' : ''}answer within ${inSeconds(timeoutMs)}`, 'silent', error)
      const failure = sendFailure(error)
      if (request.reusedSocket && !isBegun && failure.kind === 'broken') throw new KeptConnectionClosed(failure)
      throw await explained(failure)
    }
  }

  return { baseUrl, send, close: () => agent.destroy() }
}
