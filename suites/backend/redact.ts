/** Replaces every occurrence of some keys, and says whether there was one. */
export interface Redactor {
  redact(text: string): string
  has(text: string): boolean
  /** Whether the beginning of a key stands there, which is most of a key to whoever guesses. */
  hasBeginning(text: string): boolean
}

/** Shorter texts are no secrets but words; masking them would eat the report. */
const shortestSecret = 8

/** So many first letters of a key give it away. */
const beginningLength = 12

const escapeLetter = (letter: string) => letter.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')

/** A letter as itself, or as JSON, URLs and markup may write it. */
function letterPattern(letter: string): string {
  const hex = letter.charCodeAt(0).toString(16).padStart(2, '0')
  return `(?:${escapeLetter(letter)}|\\\\u00${hex}|%${hex}|&#${letter.charCodeAt(0)};|&#x${hex};)`
}

const wordPattern = (word: string) => [...word].map(letterPattern).join('')

/** The letters that base64 makes of a text wherever the text stands in what was encoded: one form for each of three offsets. */
function base64Forms(word: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + word).toString('base64url')
    // The first and the last letters depend on the neighbours, too.
    const from = Math.ceil((offset * 8) / 6)
    const whole = Math.floor(((offset + word.length) * 8) / 6)
    return encoded.slice(from, whole).replace(/[-_]/g, (letter) => (letter === '-' ? '[-+]' : '[_/]'))
  })
}

const never = /(?!)/g

const anyOf = (patterns: readonly string[]): RegExp =>
  patterns.length === 0 ? never : new RegExp(patterns.join('|'), 'gi')

/**
 * Masks the given keys wherever they stand: as they are, in other case, percent-encoded, with `\u` escapes, as entities,
 * in base64. So is the beginning of a key where the rest of it was left out.
 */
export function createRedactor(secrets: readonly (string | undefined)[]): Redactor {
  const words = [...new Set(secrets)].filter((secret): secret is string => (secret?.length ?? 0) >= shortestSecret)
  // The longest first: one key may begin with another.
  words.sort((a, b) => b.length - a.length)
  const whole = anyOf([...words.map(wordPattern), ...words.flatMap(base64Forms)])
  const long = words.filter(({ length }) => length > beginningLength)
  const beginning = anyOf(long.map((word) => wordPattern(word.slice(0, beginningLength))))
  const found = (pattern: RegExp, text: string) => text.search(pattern) >= 0
  return {
    redact: (text) => text.replace(whole, '***').replace(beginning, '***'),
    has: (text) => found(whole, text),
    hasBeginning: (text) => found(beginning, text),
  }
}
