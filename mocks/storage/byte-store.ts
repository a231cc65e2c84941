/** Bytes that were stored and can be read again and again. */
export interface StoredBytes {
  readonly sizeBytes: number
  chunks(): AsyncIterable<Uint8Array>
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
    async *chunks() {
      yield* chunks
    },
    delete: onDelete,
  }
}

/** Several stored things, one behind the other. */
export function joined(parts: readonly StoredBytes[]): StoredBytes {
  return {
    sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
    async *chunks() {
      for (const part of parts) yield* part.chunks()
    },
    delete() {
      for (const part of parts) part.delete()
    },
  }
}
