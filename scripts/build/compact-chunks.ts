import type { Plugin } from 'rolldown'
import { minifySync } from 'rolldown/utils'
import { isCompact } from './chunk-of.ts'

/**
 * Makes the files small that hold only generated validators or the code of others. Our own code stays as it was written:
 * whoever follows a stack trace into it can read it.
 */
export function compactChunks(): Plugin {
  return {
    name: 'compact-chunks',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk' && isCompact(part.name))
          part.code = minifySync(part.fileName, part.code, { module: true, compress: true, mangle: true }).code
    },
  }
}
