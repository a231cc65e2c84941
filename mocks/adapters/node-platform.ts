import { createHash, randomUUID } from 'node:crypto'
import type { Platform } from '../core/platform.ts'

/** Node's own hashing and randomness. */
export const nodePlatform: Platform = {
  sha256() {
    const hash = createHash('sha256')
    return {
      update: (bytes) => {
        hash.update(bytes)
      },
      hex: () => hash.digest('hex'),
    }
  },
  uuid: () => randomUUID(),
}
