import { parseItem } from 'structured-headers'

/** A member of `Mock-Warning` in words: `unknown-parameter;name="colour"` is `unknown parameter colour`. */
export function warningText(warning: string): string {
  try {
    const [kind, parameters] = parseItem(warning)
    const near = parameters.get('near')
    return [
      String(kind).replaceAll('-', ' '),
      parameters.get('name') ?? '',
      ...(near === undefined ? [] : [`(near ${near})`]),
    ].join(' ')
  } catch {
    return warning
  }
}
