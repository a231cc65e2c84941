/**
 * What is not safe between single quotes in every shell: the quote itself, the backslash (fish reads it there), and
 * characters that act on the terminal that a line is pasted into, and `##[`, which GitHub obeys wherever it stands.
 */
const unsafe = /['\\\p{C}\p{Zl}\p{Zp}]|#(?=\[)/gu

const octal = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('')

/** Whether a text may stand between single quotes as it is. */
export const isPlainWord = (text: string): boolean => text.search(unsafe) < 0

/** A command that writes these bytes and no others: for what no argument can hold, as a zero byte or a break at the end. */
export const printed = (text: string): string => `printf '%b' '${text.replace(unsafe, octal)}'`

/**
 * Any text as one word of a POSIX shell. Whatever the text is, nothing in it is run, in bash, dash, zsh and fish alike; pasted
 * into PowerShell by mistake it runs nothing either.
 */
export function shellWord(text: string): string {
  // No argument can hold a zero byte.
  return isPlainWord(text) ? `'${text}'` : `"$(${printed(text.replaceAll('\0', '\uFFFD'))})"`
}
