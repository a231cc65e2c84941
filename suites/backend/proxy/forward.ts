import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'

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

/** Sends a request on to the target as it came, body streamed, without what asked the proxy itself for a fault; resolves with the head of the target's answer. */
export function forward(incoming: IncomingMessage, target: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const open = target.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const isChunked = incoming.headers['transfer-encoding'] !== undefined
    const request = open(target, {
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
    request.on('response', resolve)
    request.on('error', reject)
    incoming.pipe(request)
  })
}
