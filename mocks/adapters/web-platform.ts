import { sha256 } from '@noble/hashes/sha2.js'
import type { Platform } from '../core/platform.ts'

/** What every JavaScript runtime has. The Web Crypto API cannot hash a stream, so the hash comes from a library. */
export const webPlatform: Platform = {
  sha256() {
    const hash = sha256.create()
    return {
      update: (bytes) => {
        hash.update(bytes)
      },
      hex: () => Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    }
  },
  uuid: () => crypto.randomUUID(),
}
