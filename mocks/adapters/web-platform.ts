import { lazily } from '../core/lazily.ts'
import type { MaybePromise } from '../core/message.ts'
import type { Platform } from '../core/platform.ts'

type Library = typeof import('@noble/hashes/sha2.js')

let library: Library | undefined

/** Loads what the platform needs. The first request waits for it, so that importing the mock does not. */
export const loadWebPlatform: () => MaybePromise<Library> = lazily(async () => {
  library = await import('@noble/hashes/sha2.js')
  return library
})

/** What every JavaScript runtime has. The Web Crypto API cannot hash a stream, so the hash comes from a library. */
export const webPlatform: Platform = {
  sha256() {
    if (!library) throw new Error('something was hashed before the first request')
    const hash = library.sha256.create()
    return {
      update: (bytes) => {
        hash.update(bytes)
      },
      hex: () => Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    }
  },
  uuid: () => crypto.randomUUID(),
}
