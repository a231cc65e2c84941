/** Bytes that were stored and can be read again and again. */
export interface StoredBytes {
  readonly sizeBytes: number
  /** The bytes, from the n-th on. */
  chunks(from?: number): AsyncIterable<Uint8Array>
  delete(): void
}

/** Something that is being stored. Either `end` or `abort` is called, once. */
export interface StoreWriter {
  write(chunk: Uint8Array): Promise<void>
  end(): Promise<StoredBytes>
  abort(): void
}

/** Keeps bytes outside memory; Node has one on disk, browsers none. */
export interface ByteStore {
  create(): StoreWriter
}

/** Bytes kept in memory. */
export function inMemory(chunks: readonly Uint8Array[], onDelete: () => void = () => {}): StoredBytes {
  const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  return {
    sizeBytes,
    async *chunks(from = 0) {
      let skipped = from
      for (const chunk of chunks) {
        if (skipped < chunk.length) yield skipped === 0 ? chunk : chunk.subarray(skipped)
        skipped = Math.max(0, skipped - chunk.length)
      }
    },
    delete: onDelete,
  }
}

/** Several stored things, one behind the other. */
export function joined(parts: readonly StoredBytes[]): StoredBytes {
  return {
    sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
    async *chunks(from = 0) {
      let skipped = from
      for (const part of parts) {
        if (skipped < part.sizeBytes) yield* part.chunks(skipped)
        skipped = Math.max(0, skipped - part.sizeBytes)
      }
    },
    delete() {
      for (const part of parts) part.delete()
    },
  }
}
