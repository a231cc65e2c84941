import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'

/** Whether a request has a body at all, by its framing (RFC 9112 §6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

/** Whether bytes of a request may still come that nobody has read. */
export const isStillSending = (request: IncomingMessage): boolean =>
  hasBody(request) && !request.complete && !request.destroyed

/** So many bytes of a request that nobody wants are read and thrown away before the connection is given up. */
const maxDiscardedBytes = 1_073_741_824
/** A sender may take so long, and may be silent for so long. */
const maxDiscardMs = 120_000
const maxSilenceMs = 5_000

/**
 * Reads what is left of a request and throws it away, within bounds. A connection that is closed while its peer still sends
 * is reset, and the reset overtakes the answer: the client sees a broken pipe instead of a 413 (RFC 9112 §9.6).
 * @param silenceMs how long a sender may be silent before it is given up
 * @returns whether the request came to its end, so that the connection can go on
 */
export function discardRest(request: Readable, isComplete: () => boolean, silenceMs = maxSilenceMs): Promise<boolean> {
  return new Promise((resolve) => {
    let bytes = 0
    const silence = setTimeout(stop, silenceMs)
    const deadline = setTimeout(stop, maxDiscardMs)
    function stop() {
      clearTimeout(silence)
      clearTimeout(deadline)
      request.off('data', count).off('end', stop).off('close', stop)
      request.pause()
      resolve(isComplete())
    }
    function count(chunk: Uint8Array) {
      bytes += chunk.length
      if (bytes > maxDiscardedBytes) return stop()
      silence.refresh()
    }
    request.on('error', () => undefined) // a sender that goes away ends in `close` as well
    request.on('data', count).on('end', stop).on('close', stop)
  })
}

/**
 * Ends an answer that was written whole, as soon as its request has been read or given up.
 * @param silenceMs how long a sender may be silent before it is given up
 */
export async function endInStages(response: ServerResponse, silenceMs?: number): Promise<void> {
  const { req } = response
  const isComplete = await discardRest(req, () => req.complete, silenceMs)
  response.end()
  if (!isComplete) response.socket?.destroySoon()
}
