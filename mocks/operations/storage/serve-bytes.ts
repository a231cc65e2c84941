import type { OperationId } from '../../../contracts/operations/index.ts'
import { first, type Refusal, refuse } from '../../core/message.ts'
import type { StoredBytes } from '../../storage/byte-store.ts'
import type { Context, Success } from '../operation.ts'
import { isAmong, readRange } from './range.ts'

/** Bytes that can be served whole or in part. */
export interface ObjectBytes {
  readonly contentType: string
  /** A strong entity tag, in its quotes. */
  readonly etag: string
  readonly bytes: Pick<StoredBytes, 'sizeBytes' | 'chunks'>
  /** Whether the mock made them up. */
  readonly isMadeUp: boolean
}

type Served = Pick<Success<OperationId>, 'stream' | 'headers' | 'status'>

const headersOf = ({ contentType, etag, isMadeUp }: ObjectBytes, sizeBytes: number): string[] => [
  'Content-Type',
  contentType,
  'Content-Length',
  String(sizeBytes),
  'ETag',
  etag,
  'X-Content-Type-Options',
  'nosniff',
  ...(isMadeUp ? ['Mock-Placeholder', 'true'] : []),
]

/** Serves all of it. */
export const wholeReply = (object: ObjectBytes): Served => ({
  stream: object.bytes.chunks(),
  headers: headersOf(object, object.bytes.sizeBytes),
})

/** Serves what is asked for: a part of it, nothing when the client has it already, else all. */
export function partialReply({ request }: Pick<Context, 'request'>, object: ObjectBytes): Served | Refusal {
  const { etag, bytes } = object
  const { sizeBytes } = bytes
  const known = first(request.headers['if-none-match'])
  if (known !== undefined && isAmong(etag, known)) return { status: 304, headers: ['ETag', etag] }
  const condition = first(request.headers['if-range'])
  const isSame = condition === undefined || condition === etag
  const range = request.method === 'GET' && isSame ? readRange(first(request.headers.range), sizeBytes) : undefined
  if (range === 'unsatisfiable')
    return refuse('VALIDATION_ERROR', {
      status: 416,
      message: `Range: There are ${sizeBytes} bytes`,
      details: { field: 'Range', issue: `Must begin before byte ${sizeBytes}` },
      headers: ['Content-Range', `bytes */${sizeBytes}`],
    })
  if (!range) {
    const whole = wholeReply(object)
    return { ...whole, headers: [...(whole.headers ?? []), 'Accept-Ranges', 'bytes'] }
  }
  const length = range.to - range.from + 1
  return {
    status: 206,
    stream: take(bytes.chunks(range.from), length),
    headers: [...headersOf(object, length), 'Content-Range', `bytes ${range.from}-${range.to}/${sizeBytes}`],
  }
}

/** The first bytes of a stream, and no more of it than that. */
async function* take(chunks: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let left = length
  for await (const chunk of chunks) {
    yield left < chunk.length ? chunk.subarray(0, left) : chunk
    left -= chunk.length
    if (left <= 0) return
  }
}
