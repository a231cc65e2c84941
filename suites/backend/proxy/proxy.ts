import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { originForm } from '../../../contracts/origin-form.ts'
import type { Exchange } from '../exchange.ts'
import { createOriginMatcher } from '../recorded/below.ts'
import { createRecorder, type RecordedExchange } from '../recorded/record.ts'
import { recordedRun } from '../recorded/recorded-run.ts'
import type { Run } from '../run.ts'
import { createExchangeRing } from './exchange-ring.ts'
import { createForwarder } from './forward.ts'
import { answerItself, type Interception, passOn } from './pass-on.ts'

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

/** Starts a server that passes everything on to the target, untouched, and records every exchange for judging. */
export async function startProxy({ baseUrl, port, host, intercept, onExchange }: ProxyOptions): Promise<RunningProxy> {
  const { origin, pathname } = new URL(baseUrl)
  const basePath = pathname.replace(/\/$/, '')
  const toExchange = createRecorder(baseUrl)
  const below = createOriginMatcher(baseUrl)
  const ring = createExchangeRing()
  const { forward, close: closeForwarder } = createForwarder(baseUrl)

  function record(recorded: RecordedExchange): void {
    const url = below(recorded.url)
    if (url === undefined || recorded.method === 'OPTIONS') return
    const exchange = toExchange({ ...recorded, url })
    ring.add(exchange)
    onExchange?.(exchange)
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    // The proxy stands before one target: where a client says otherwise, only the path counts.
    const url = originForm(incoming.url ?? '/')
    if (!url.startsWith('/'))
      return answerItself(response, 400, 'VALIDATION_ERROR', 'The target of a request must begin with a slash')
    const path = url.startsWith(basePath) ? url.slice(basePath.length) : url
    const interception = intercept?.(incoming, path)
    if (interception && !interception.isForwarded) {
      incoming.resume()
      return interception.serve(response)
    }
    return passOn({ incoming, response, url: origin + url, interception, forward, record })
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
        closeForwarder()
      }),
  }
}
