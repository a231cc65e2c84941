import type { Plugin } from 'rolldown'

const sentence =
  /^(\s*readonly [\w'-]+: )(?:'(?:[^'\\\n]|\\.)* (?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)* (?:[^"\\\n]|\\.)*");$/gm

/** Declarations in which a sentence of a table is a string: names and codes are types, no program asks for the wording. */
export const withoutProse = (declarations: string): string => declarations.replace(sentence, '$1string;')

/** The declarations of the tables repeated all of their prose, which the code has already: 20 kB. */
export const proseInTypes = (): Plugin => ({
  name: 'prose-in-types',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === 'chunk' && part.fileName.endsWith('.d.ts')) part.code = withoutProse(part.code)
  },
})
