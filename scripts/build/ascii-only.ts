import type { Plugin } from 'rolldown'

/** Writes what is not ASCII as escapes, which texts, templates and regular expressions read alike. */
export const escaped = (code: string): string =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** One character beyond Latin-1 makes V8 hold a whole file with two bytes for each of its characters, for as long as it runs. */
export const asciiOnly = (): Plugin => ({
  name: 'ascii-only',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === 'chunk' && part.fileName.endsWith('.js')) part.code = escaped(part.code)
  },
})
