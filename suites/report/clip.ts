/** The beginning of a text, and how much there was of it where it is longer than `most` letters. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  // Never through a pair: half of one is no character.
  const end = /[\uD800-\uDBFF]/.test(text[most - 1] ?? '') ? most - 1 : most
  return `${text.slice(0, end)}… (${text.length} letters)`
}
