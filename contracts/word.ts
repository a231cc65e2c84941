const longest = 80

/** A value as a refusal may show it: text as it is, anything else as JSON, nothing long. Never throws. */
export function wordOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, longest)
  try {
    return (JSON.stringify(value) ?? 'nothing').slice(0, longest)
  } catch {
    return `a ${typeof value}` // a cycle or a bigint: only our own code can give one
  }
}
