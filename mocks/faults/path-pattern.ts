export type PathPattern = (path: string) => boolean

/** Compiles a path pattern: `*` and `{name}` stand for one segment, `**` for any number of characters. */
export function compilePattern(pattern: string): PathPattern {
  const source = pattern
    .replace(/\{[^/{}]*\}/g, '*')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]+'))
  const expression = new RegExp(`^${source}$`)
  return (path) => expression.test(path)
}
