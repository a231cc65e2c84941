const longest = 60

/** A foreign value in an evidence: as JSON, and never long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, longest + 1) : value) ?? 'nothing'
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

/** What kind of JSON value it is: `a list`, `null`, `a number`. */
export const nounOf = (value: unknown): string =>
  value === undefined
    ? 'missing'
    : Array.isArray(value)
      ? 'a list'
      : value === null
        ? 'null'
        : typeof value === 'object'
          ? 'an object'
          : `a ${typeof value}`
