import type { IncomingHttpHeaders } from 'node:http2'
import { performServerHandshake, type ServerHttp2Stream, type SessionOptions } from 'node:http2'
import type { TLSSocket } from 'node:tls'
import { handshakeMs, keepAliveMs, requestTimeoutMs } from '../adapters/limits.ts'
import type { Http2Call, Http2Connection } from './call.ts'
import { errorCodes } from './error-codes.ts'
import { goAwayFrame } from './go-away.ts'
import { sharedDuplex } from './shared-duplex.ts'

/** A client that does not answer our FIN keeps its half open for so long. */
const lingerMs = 1_000

/** Longest header list that is answered at all; beyond half of it the answer is 431. */
const maxHeaderListBytes = 65_536

/**
 * What one connection may ask for. Node's defaults stand where they bound an attack: 1,000 resets at once and 33 a second
 * (CVE-2023-44487), 32 settings in a frame, 10 MB for a session.
 */
const limits: SessionOptions = {
  settings: { maxConcurrentStreams: 1_000, maxHeaderListSize: maxHeaderListBytes },
  maxHeaderListPairs: 1_000,
  maxOutstandingPings: 10,
  maxSessionMemory: 10,
}

/** Ends a stream whose request takes too long to arrive. */
function boundUpload(stream: ServerHttp2Stream): void {
  const timer = setTimeout(() => stream.close(errorCodes.CANCEL), requestTimeoutMs)
  for (const event of ['end', 'close']) stream.once(event, () => clearTimeout(timer))
}

export type OnCall = (call: Http2Call, headers: IncomingHttpHeaders, rawHeaders: readonly string[]) => void

/**
 * Speaks HTTP/2 on a connection that has been secured and whose client has chosen it.
 * @param prefaceMs how long a client may take for its preface, the SETTINGS included (RFC 9113 §3.4)
 */
export function serveHttp2(socket: TLSSocket, onCall: OnCall, prefaceMs = handshakeMs): void {
  const session = performServerHandshake(sharedDuplex(socket), limits)
  const open = new Set<ServerHttp2Stream>()
  /** Above it, streams are not processed any more. */
  let lastStreamId = Number.POSITIVE_INFINITY

  function close() {
    if (socket.writableEnded) return
    socket.end()
    const linger = setTimeout(() => socket.destroy(), lingerMs)
    socket.once('close', () => clearTimeout(linger))
  }

  const preface = setTimeout(close, prefaceMs)
  session.once('remoteSettings', () => clearTimeout(preface))
  socket.once('close', () => clearTimeout(preface))

  function closeWhenDone() {
    for (const { id = 0 } of open) if (id <= lastStreamId) return
    close()
  }

  const connection: Http2Connection = {
    session,
    socket,
    close,
    leaveBehind({ id = 0 }) {
      lastStreamId = Math.min(lastStreamId, Math.max(0, id - 2))
      // Node's own goes out later, and takes 0 for "all that came"; it is told all the same, lest it say more than we did.
      socket.write(goAwayFrame(lastStreamId, errorCodes.NO_ERROR))
      if (lastStreamId > 0) session.goaway(errorCodes.NO_ERROR, lastStreamId)
      closeWhenDone()
    },
  }

  session.on('stream', (stream, headers, _, rawHeaders) => {
    // A stream that ends with a code says so as an error, too; its close is what counts.
    stream.on('error', () => undefined)
    open.add(stream)
    stream.on('close', () => {
      open.delete(stream)
      if (lastStreamId !== Number.POSITIVE_INFINITY) closeWhenDone()
    })
    if ((stream.id ?? 0) > lastStreamId) return
    if (!stream.endAfterHeaders) boundUpload(stream)
    const isHeldBack = String(headers.expect ?? '').toLowerCase() === '100-continue' && !stream.endAfterHeaders
    onCall({ stream, connection, isHead: headers[':method'] === 'HEAD', isHeldBack }, headers, rawHeaders ?? [])
  })
  session.setTimeout(keepAliveMs, () => open.size > 0 || session.close())
  // What breaks the protocol ends the session; each of its streams is told.
  session.on('error', () => undefined)
}
