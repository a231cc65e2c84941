/** The words of a text that a search looks for, in lower case; short ones say nothing. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)

/** Which part of the words stands in a text, from 0 to 1. */
export function shareOfWords(words: readonly string[], text: string): number {
  if (words.length === 0) return 0
  const lower = text.toLowerCase()
  return words.filter((word) => lower.includes(word)).length / words.length
}
