import {
  type ClientHttp2Session,
  connect,
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2'
import type { MockServer } from '../server/index.ts'

/** How one call over HTTP/2 went, as a client sees it. */
export interface SeenCall {
  /** Undefined without a head. */
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** Interim answers that came before. */
  readonly interim: readonly number[]
  /** `end` for END_STREAM, the name of an error code for RST_STREAM, `cut` when the connection went, `silent` when nothing came. */
  readonly end: string
}

/** A client that sees frames and not only messages. For tests. */
export interface Http2Client {
  readonly session: ClientHttp2Session
  /** What GOAWAY said: the code, and the last stream that was processed. */
  readonly goAway: Promise<{ readonly code: number; readonly lastStreamId: number }>
  readonly isClosed: () => boolean
  /** Makes a call; one that stays silent is given up after `silentMs`. */
  call(
    path: string,
    headers?: OutgoingHttpHeaders,
    options?: { body?: string | Uint8Array; silentMs?: number },
  ): Promise<SeenCall>
  close(): void
}

const nameOf = (code: number): string =>
  Object.entries(constants)
    .find(
      ([name, value]) =>
        name.startsWith('NGHTTP2_') &&
        /^NGHTTP2_(NO_ERROR|[A-Z_]+)$/.test(name) &&
        errorNames.has(name) &&
        value === code,
    )?.[0]
    .slice(8) ?? String(code)

/** The codes of RFC 9113 §7; other constants have the same numbers. */
const errorNames = new Set([
  'NGHTTP2_NO_ERROR',
  'NGHTTP2_PROTOCOL_ERROR',
  'NGHTTP2_INTERNAL_ERROR',
  'NGHTTP2_FLOW_CONTROL_ERROR',
  'NGHTTP2_FRAME_SIZE_ERROR',
  'NGHTTP2_REFUSED_STREAM',
  'NGHTTP2_CANCEL',
  'NGHTTP2_ENHANCE_YOUR_CALM',
])

/** Connects to a mock that speaks HTTPS. */
export function openHttp2({ url, ca }: Pick<MockServer, 'url' | 'ca'>): Http2Client {
  const { origin, pathname } = new URL(url)
  const session = connect(origin, ca === undefined ? {} : { ca })
  session.on('error', () => undefined) // told by each call
  const goAway = new Promise<{ code: number; lastStreamId: number }>((resolve) => {
    session.on('goaway', (code, lastStreamId) => resolve({ code, lastStreamId }))
  })

  function call(
    path: string,
    headers: OutgoingHttpHeaders = {},
    { body, silentMs = 10_000 }: { body?: string | Uint8Array; silentMs?: number } = {},
  ): Promise<SeenCall> {
    const target = path.startsWith('/__mock') ? path : pathname + path
    const stream = session.request(
      {
        ':path': target,
        ':method': body === undefined ? 'GET' : 'POST',
        authorization: 'Bearer aion_test_over_http2_streams',
        ...headers,
      },
      { endStream: body === undefined },
    )
    if (body !== undefined) stream.end(body)
    return new Promise((resolve) => {
      let status: number | undefined
      let received: IncomingHttpHeaders = {}
      let text = ''
      let hasEnded = false
      let isGivenUp = false
      const interim: number[] = []
      const timer = setTimeout(() => {
        isGivenUp = true
        stream.close(constants.NGHTTP2_CANCEL)
      }, silentMs)
      stream.setEncoding('utf8')
      stream.on('headers', (one) => interim.push(Number(one[':status'])))
      stream.on('response', (one) => {
        received = one
        status = Number(one[':status'])
      })
      stream.on('data', (chunk: string) => {
        text += chunk
      })
      stream.on('end', () => {
        hasEnded = true
      })
      let failure: NodeJS.ErrnoException | undefined
      stream.on('error', (error) => {
        failure = error
      })
      stream.on('close', () => {
        clearTimeout(timer)
        const isCut = (failure !== undefined && failure.code !== 'ERR_HTTP2_STREAM_ERROR') || session.destroyed
        const promised = Number(received['content-length'] ?? Buffer.byteLength(text))
        const isWhole = hasEnded && status !== undefined && Buffer.byteLength(text) === promised
        const code = nameOf(stream.rstCode)
        const end = isGivenUp ? 'silent' : isWhole && code === 'NO_ERROR' ? 'end' : isCut ? 'cut' : code
        resolve({ status, headers: received, text, interim, end })
      })
    })
  }

  return { session, goAway, isClosed: () => session.closed || session.destroyed, call, close: () => session.destroy() }
}
