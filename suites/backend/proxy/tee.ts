import { Transform } from 'node:stream'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** Lets bytes through untouched and keeps a copy of the first of them. */
export interface Tee {
  readonly stream: Transform
  /** What was kept so far. */
  kept(): Buffer
  /** How many bytes have passed. */
  passed(): number
}

export function createTee(limitBytes: number): Tee {
  const chunks: Buffer[] = []
  let passed = 0
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      if (passed < limitBytes) chunks.push(chunk.subarray(0, limitBytes - passed))
      passed += chunk.length
      done(null, chunk)
    },
  })
  return { stream, kept: () => Buffer.concat(chunks), passed: () => passed }
}

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** The text of a body, its content coding undone where it is known and the body is whole. */
export function decodeBody(bytes: Buffer, contentEncoding: string | undefined): string {
  const decode = decoders[contentEncoding?.trim().toLowerCase() ?? '']
  try {
    return (decode ? decode(bytes) : bytes).toString()
  } catch {
    return bytes.toString() // cut or wrongly labelled: shown as it is
  }
}
