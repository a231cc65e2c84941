import type { Plugin } from 'rolldown'
import { minifySync } from 'rolldown/utils'

/** Takes the spaces out of the files of generated validators, which only a machine reads. */
export function compactValidators(): Plugin {
  return {
    name: 'compact-validators',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk' && part.name.endsWith('-validators'))
          part.code = minifySync(part.fileName, part.code, { module: true, compress: false, mangle: false }).code
    },
  }
}
