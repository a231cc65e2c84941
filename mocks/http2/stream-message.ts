import type { IncomingHttpHeaders } from 'node:http2'
import { originForm } from '../../contracts/origin-form.ts'
import { BodyAborted, type IncomingMessageLike, type RequestBody } from '../core/message.ts'
import { type Http2Call, isGone } from './call.ts'

function readableBody(call: Http2Call, declared: string | undefined): RequestBody | null {
  const { stream } = call
  if (stream.endAfterHeaders) return null
  return {
    declaredBytes: declared === undefined ? undefined : Number(declared),
    isHeldBack: call.isHeldBack,
    async *chunks() {
      if (call.isHeldBack) {
        call.isHeldBack = false
        if (!isGone(stream)) stream.additionalHeaders({ ':status': 100 })
      }
      try {
        // Not destroyed on an early exit: the answer still has to go out on this stream. Without an encoding it gives bytes.
        yield* stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
      } catch (cause) {
        throw new BodyAborted('The client went away before the end of its body', { cause })
      }
      if (stream.aborted) throw new BodyAborted('The client went away before the end of its body')
    },
  }
}

function whenClosed({ stream }: Http2Call): AbortSignal {
  const gone = new AbortController()
  if (isGone(stream)) gone.abort()
  else stream.once('close', () => gone.abort())
  return gone.signal
}

/** The header lines as HTTP/1.1 would have them: the authority is the Host, the other pseudo-headers stand elsewhere. */
function plainLines(rawHeaders: readonly string[], authority: string | undefined): string[] {
  const lines = authority === undefined ? [] : ['host', authority]
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const isAuthority = name === 'host' && authority !== undefined
    if (!name.startsWith(':') && !isAuthority) lines.push(name, rawHeaders[i + 1] ?? '')
  }
  return lines
}

/** The plain message of an HTTP/2 request; its body stays unread. */
export function streamMessage(
  call: Http2Call,
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
  seen: Pick<IncomingMessageLike, 'connection' | 'connectedMs' | 'headMs'>,
): IncomingMessageLike {
  const { ':method': method = 'GET', ':path': path = '/', ':authority': authority, ':scheme': _, ...fields } = headers
  const host = authority ?? fields.host
  return {
    method,
    target: originForm(path),
    origin: `https://${host ?? 'localhost'}`,
    headers: host === undefined ? fields : { ...fields, host },
    rawHeaders: plainLines(rawHeaders, authority),
    body: readableBody(call, fields['content-length']),
    ...seen,
    isHttp2: true,
    gone: () => whenClosed(call),
  }
}
