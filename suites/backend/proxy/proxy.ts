import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { buildEnvelope } from '../../../contracts/envelope.ts'
import { readBody } from '../body/read-body.ts'
import type { Exchange } from '../exchange.ts'
import { createOriginMatcher } from '../recorded/below.ts'
import { createRecorder, type RecordedExchange } from '../recorded/record.ts'
import { recordedRun } from '../recorded/recorded-run.ts'
import type { Run } from '../run.ts'
import { sendFailure } from '../send/send-failure.ts'
import { rawLines } from '../send/send-http.ts'
import { keptBytes } from '../send/sender.ts'
import { createExchangeRing } from './exchange-ring.ts'
import { forward, passedHeaders } from './forward.ts'
import { createTee } from './tee.ts'

/** An answer that the proxy gives instead of the target's. */
export interface Interception {
  /** Whether the target gets the request all the same and only its answer is lost. */
  readonly isForwarded: boolean
  serve(response: ServerResponse): Promise<void>
}

export interface ProxyOptions {
  /** Where the target's API lies. */
  readonly baseUrl: string
  readonly port: number
  readonly host: string
  /** Decides before each request whether something else than the target answers. */
  readonly intercept?: (request: IncomingMessage, path: string) => Interception | undefined
  readonly onExchange?: (exchange: Exchange) => void
}

export interface RunningProxy {
  /** What clients take for the base URL. */
  readonly url: string
  /** What has passed by so far: the latest of it where it was much. */
  run(): Run
  close(): Promise<void>
}

const bodyText = (kept: Buffer, passed: number): string | null => (passed === 0 ? null : kept.toString())

function answerUnreachable(response: ServerResponse, reason: string): void {
  const text = JSON.stringify(
    buildEnvelope('HTTP_500', crypto.randomUUID(), { message: `The proxy got no answer: ${reason}` }),
  )
  response.writeHead(502, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text)
}

/** Starts a server that passes everything on to the target, untouched, and records every exchange for judging. */
export async function startProxy({ baseUrl, port, host, intercept, onExchange }: ProxyOptions): Promise<RunningProxy> {
  const { origin, pathname } = new URL(baseUrl)
  const basePath = pathname.replace(/\/$/, '')
  const toExchange = createRecorder(baseUrl)
  const below = createOriginMatcher(baseUrl)
  const ring = createExchangeRing()

  function record(recorded: RecordedExchange): void {
    const url = below(recorded.url)
    if (url === undefined || recorded.method === 'OPTIONS') return
    const exchange = toExchange({ ...recorded, url })
    ring.add(exchange)
    onExchange?.(exchange)
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming
    const path = url.startsWith(basePath) ? url.slice(basePath.length) : url
    const interception = intercept?.(incoming, path)
    if (interception && !interception.isForwarded) {
      incoming.resume()
      return interception.serve(response)
    }
    const gone = new AbortController()
    // Whoever ends first decides: a cut answer also ends the response, and a lost client also ends the answer.
    let whoLeft: 'nobody' | 'client' | 'target' = 'nobody'
    response.once('close', () => {
      if (whoLeft === 'nobody') whoLeft = 'client'
      gone.abort()
    })
    const leftBy = () => whoLeft
    const asked = createTee(keptBytes)
    incoming.on('data', (chunk: Buffer) => asked.stream.write(chunk))
    asked.stream.resume()
    const sentMs = Date.now()
    const from = performance.now()
    const facts = () => ({
      method,
      url: origin + url,
      requestHeaders: rawLines(incoming.rawHeaders),
      requestBody: bodyText(asked.kept(), asked.passed()),
      sentMs,
      elapsedMs: performance.now() - from,
    })
    try {
      const answer = await forward(incoming, new URL(origin + url), gone.signal)
      const told = createTee(keptBytes)
      answer.once('error', () => {
        if (whoLeft === 'nobody') whoLeft = 'target'
      })
      if (interception) await pipeline(answer, told.stream.resume())
      else {
        response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedHeaders(answer.rawHeaders))
        response.flushHeaders()
        await pipeline(answer, told.stream, response)
      }
      const { 'content-encoding': contentEncoding, 'content-type': contentType } = answer.headers
      const { text, isCut, bytes } = await readBody({
        bytes: told.kept(),
        isWhole: told.passed() <= keptBytes,
        contentEncoding,
        contentType,
        limit: keptBytes,
      })
      record({
        ...facts(),
        answer: {
          status: answer.statusCode ?? 0,
          headers: rawLines(answer.rawHeaders),
          body: text,
          bodyBytes: told.passed(),
          isCut,
          bytes,
        },
        failure: null,
        isInjected: answer.headers['mock-fault-served'] !== undefined,
      })
      await interception?.serve(response)
    } catch (error) {
      // A client that leaves says nothing about the target.
      if (leftBy() === 'client' && !interception) return
      const { message, kind } = sendFailure(error)
      record({ ...facts(), answer: null, failure: { message, kind }, isInjected: false })
      if (response.headersSent) response.destroy()
      else answerUnreachable(response, message)
    }
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}${basePath}`,
    run: () => recordedRun(baseUrl, ring.exchanges, 'answers'),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
