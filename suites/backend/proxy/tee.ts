import { Transform } from 'node:stream'

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
