/**
 * Characters that act instead of being seen: controls (ESC, BEL, CR, C1), what turns the direction of writing or has no
 * width (U+202E, U+200B), line separators, halves of pairs, and what is no character at all.
 */
const acting = /[\p{C}\p{Zl}\p{Zp}]/gu

function name(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`
}

/** The text with every character that acts shown by its number: `\x1b`, `\u202e`. Line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replace(acting, (character) => (character === '\n' || character === '\t' ? character : name(character)))
}

/** As `visible`, and in one line. */
export function visibleLine(text: string): string {
  return text.replace(acting, name)
}
