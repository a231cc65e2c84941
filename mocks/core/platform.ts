import type { ByteStore } from '../storage/byte-store.ts'

/** A running SHA-256. */
export interface Hasher {
  update(bytes: Uint8Array): void
  /** Ends it; lower-case hexadecimal. */
  hex(): string
}

/** What differs between Node and browsers, given to the core by whoever starts it. */
export interface Platform {
  sha256(): Hasher
  /** A fresh UUID. */
  uuid(): string
  /** Keeps uploaded bytes outside memory. Without one only what fits in memory can be downloaded again. */
  readonly store?: ByteStore
}
