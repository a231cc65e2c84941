import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, Agent as TlsAgent } from 'node:https'

/** Headers of one connection only (RFC 9110 §7.6.1), which a proxy must not pass on. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** A flat header list without what belongs to one connection, nor what `Connection` names beside. */
export function passedHeaders(raw: readonly string[], without: readonly string[] = []): string[] {
  const dropped = new Set([...hopByHop, ...without])
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]?.toLowerCase() !== 'connection') continue
    for (const name of (raw[i + 1] ?? '').split(',')) dropped.add(name.trim().toLowerCase())
  }
  return raw.filter((_, index) => !dropped.has((raw[index - (index % 2)] ?? '').toLowerCase()))
}

/** Passes requests on to one target. */
export interface Forwarder {
  /** Sends a request on as it came, body streamed, without what asked the proxy itself for a fault; resolves with the head of the answer. */
  forward(incoming: IncomingMessage, target: URL, signal: AbortSignal): Promise<IncomingMessage>
  close(): void
}

/** More connections to the target than this are not opened at once, whoever floods the proxy; the rest waits. */
const mostConnections = 256

/** Methods without effects: what a proxy may send again without asking (RFC 9110 §9.2.2). */
const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/** By its framing (RFC 9112 §6.3). */
const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** A kept connection may be closed by the target in the moment in which it is used again: nobody's fault (RFC 9112 §9.3.1). */
const isKeptAndClosed = (request: ClientRequest, { code }: NodeJS.ErrnoException) =>
  request.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE')

/** @param baseUrl tells whether TLS is spoken */
export function createForwarder(baseUrl: string): Forwarder {
  const isTls = baseUrl.startsWith('https:')
  const open = isTls ? httpsRequest : httpRequest
  const agents = [true, false].map((keepAlive) =>
    isTls
      ? new TlsAgent({ keepAlive, maxSockets: mostConnections })
      : new Agent({ keepAlive, maxSockets: mostConnections }),
  )
  const [keeping, fresh] = agents

  function send(incoming: IncomingMessage, target: URL, signal: AbortSignal, agent = fresh): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const isChunked = incoming.headers['transfer-encoding'] !== undefined
      const request = open(target, {
        agent,
        method: incoming.method,
        headers: [
          'Host',
          target.host,
          ...passedHeaders(incoming.rawHeaders, ['host', 'expect', 'mock-fault']),
          ...(isChunked ? ['Transfer-Encoding', 'chunked'] : []),
        ],
        setHost: false,
        signal,
      })
      let isAnswered = false
      request.on('response', (answer) => {
        isAnswered = true
        resolve(answer)
      })
      request.on('error', (error) => {
        if (!isAnswered && isKeptAndClosed(request, error)) resolve(send(incoming, target, signal))
        else reject(error)
      })
      if (hasBody(incoming)) incoming.pipe(request)
      else request.end()
    })
  }

  return {
    forward(incoming, target, signal) {
      // What must not be sent twice, or cannot be, gets a connection of its own.
      const mayRepeat = safeMethods.includes(incoming.method ?? '') && !hasBody(incoming)
      return send(incoming, target, signal, mayRepeat ? keeping : fresh)
    },
    close() {
      for (const agent of agents) agent.destroy()
    },
  }
}
