/** The tags of an upload form: one text with commas, as the API takes it, or the field once for each. */
export const readTags = (tags: readonly string[] | null | undefined): string[] =>
  (tags ?? [])
    .flatMap((text) => text.split(','))
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
