import { visible } from './visible.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Makes a text safe inside HTML and XML, in elements and in quoted attributes. Characters that act are shown by their number:
 * most of them XML 1.0 forbids, and the others turn a line around.
 */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}
