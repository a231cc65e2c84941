import type { ServerHttp2Stream } from 'node:http2'
import { addAbortSignal } from 'node:stream'
import type { StreamCode } from '../adapters/breaks.ts'
import { errorCodes } from './error-codes.ts'

/**
 * Ends a stream with RST_STREAM. Once an answer has begun, Node's `close` would end its body first, as if it were whole;
 * destroying it sends INTERNAL_ERROR alone, and CANCEL when an abort is the reason.
 */
export function resetStream(stream: ServerHttp2Stream, code: StreamCode): void {
  if (!stream.headersSent) stream.close(errorCodes[code])
  else if (code === 'CANCEL') addAbortSignal(AbortSignal.abort(), stream)
  else stream.destroy(new Error('The answer broke off'))
}
