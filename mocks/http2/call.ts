import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import type { TLSSocket } from 'node:tls'

/** An HTTP/2 connection. */
export interface Http2Connection {
  readonly session: ServerHttp2Session
  readonly socket: TLSSocket
  /** Closes it in order, but without a word of HTTP/2. */
  close(): void
  /** Says with GOAWAY that this stream and later ones were not processed, and closes when those before it have ended. */
  leaveBehind(stream: ServerHttp2Stream): void
}

/** One request of HTTP/2, and where its answer goes. */
export interface Http2Call {
  readonly stream: ServerHttp2Stream
  readonly connection: Http2Connection
  readonly isHead: boolean
  /** The sender waits for a 100 before it sends the body (RFC 9110 §10.1.1). */
  isHeldBack: boolean
}

/** Whether bytes of the request may still come that nobody has read. */
export const isStillSending = ({ stream }: Http2Call): boolean =>
  !stream.endAfterHeaders && !stream.readableEnded && !stream.destroyed

/** Whether nothing can be said on a stream any more: Node throws at whoever tries. */
export const isGone = (stream: ServerHttp2Stream): boolean => stream.closed || stream.destroyed
