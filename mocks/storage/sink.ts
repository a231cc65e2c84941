import type { Hasher, Platform } from '../core/platform.ts'
import { type ByteStore, inMemory, type StoredBytes, type StoreWriter } from './byte-store.ts'
import type { MemoryBudget } from './memory-budget.ts'

/** Files up to this size stay in memory, as long as the budget lasts. */
const memoryFileBytes = 262_144

/** How much of a file's beginning is kept to tell its format. */
const headBytes = 131_072

/** What came of a received file. */
export interface Received {
  readonly sizeBytes: number
  /** SHA-256, lower-case hexadecimal. */
  readonly hash: string
  /** The first bytes, enough to tell the format. */
  readonly head: Uint8Array
  /** Null when there was no room to keep them: downloads then serve a placeholder. */
  readonly bytes: StoredBytes | null
}

/** Takes the bytes of one file as they come: hashes them, keeps the head, and stores them. */
export interface Sink {
  readonly sizeBytes: number
  write(chunk: Uint8Array): Promise<void>
  end(): Promise<Received>
  /** Forgets everything that was stored. */
  abort(): void
}

export function createSink({ platform, budget }: { platform: Platform; budget: MemoryBudget }): Sink {
  const hasher: Hasher = platform.sha256()
  const store: ByteStore | undefined = platform.store
  let sizeBytes = 0
  let head: Uint8Array[] = []
  let headSize = 0
  let kept: Uint8Array[] | null = []
  let keptBytes = 0
  let writer: StoreWriter | null = null

  function forgetKept() {
    budget.release(keptBytes)
    keptBytes = 0
    kept = null
  }

  async function keep(chunk: Uint8Array) {
    if (writer) return writer.write(chunk)
    if (!kept) return
    const fits = (!store || sizeBytes <= memoryFileBytes) && budget.take(chunk.length)
    if (fits) {
      kept.push(chunk.slice()) // the chunk may be a view of a larger buffer, which it would keep alive
      keptBytes += chunk.length
      return
    }
    const pending = kept
    forgetKept()
    if (!store) return
    writer = store.create()
    for (const earlier of pending) await writer.write(earlier)
    await writer.write(chunk)
  }

  return {
    get sizeBytes() {
      return sizeBytes
    },
    async write(chunk) {
      hasher.update(chunk)
      sizeBytes += chunk.length
      if (headSize < headBytes) {
        const part = chunk.slice(0, headBytes - headSize)
        head.push(part)
        headSize += part.length
      }
      await keep(chunk)
    },
    async end() {
      const held = keptBytes
      const bytes = writer ? await writer.end() : kept && inMemory(kept, () => budget.release(held))
      const result = { sizeBytes, hash: hasher.hex(), head: concat(head, headSize), bytes }
      head = []
      return result
    },
    abort() {
      writer?.abort()
      if (kept) forgetKept()
    },
  }
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
