/** Replaces every occurrence of some secrets, and says whether there was one. */
export interface Redactor {
  redact(text: string): string
  has(text: string): boolean
}

/** Shorter texts are no secrets but words; masking them would eat the report. */
const shortestSecret = 8

/** Masks the given keys wherever they stand, also percent-encoded. */
export function createRedactor(secrets: readonly (string | undefined)[]): Redactor {
  const words = [...new Set(secrets)].filter((secret): secret is string => (secret?.length ?? 0) >= shortestSecret)
  const forms = words.flatMap((word) => (encodeURIComponent(word) === word ? [word] : [word, encodeURIComponent(word)]))
  // The longest first: one key may begin with another.
  forms.sort((a, b) => b.length - a.length)
  return {
    redact: (text) => forms.reduce((rest, form) => rest.replaceAll(form, '***'), text),
    has: (text) => forms.some((form) => text.includes(form)),
  }
}
