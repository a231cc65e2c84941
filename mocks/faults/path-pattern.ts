export type PathPattern = (path: string) => boolean

const maxLength = 1_000
const maxSegments = 50

/** What keeps a text from being a path pattern, if anything. */
export function patternIssue(pattern: unknown): string | undefined {
  if (typeof pattern !== 'string' || !pattern.startsWith('/'))
    return 'Must be a path relative to the base URL, such as /user-files/*'
  if (pattern.length > maxLength) return `Must be at most ${maxLength} characters long`
  const segments = pattern.slice(1).split('/')
  if (segments.length > maxSegments) return `Must have at most ${maxSegments} segments`
  const malformed = segments.find((segment) => /[*{}?#]/.test(segment) && !isWildcard(segment))
  return malformed === undefined
    ? undefined
    : `"${malformed}" is no segment of a pattern: *, {name} and ** stand for whole segments, and there is no query`
}

const isWildcard = (segment: string) => segment === '*' || segment === '**' || /^\{[^*{}]+\}$/.test(segment)

/**
 * Compiles a path pattern: `*` and `{name}` stand for one segment, `**` for any number of them, also none. Segments are
 * compared one by one with at most one point of return, so a match costs at most pattern times path, whatever they hold.
 */
export function compilePattern(pattern: string): PathPattern {
  const wanted = pattern.slice(1).split('/')
  return (path) => {
    const given = path.slice(1).split('/')
    let w = 0
    let g = 0
    let star = -1
    let resume = 0
    while (g < given.length) {
      const segment = wanted[w]
      if (segment === '**') {
        star = w
        resume = g
        w += 1
      } else if (segment !== undefined && (segment === given[g] || (isWildcard(segment) && given[g] !== ''))) {
        w += 1
        g += 1
      } else if (star !== -1) {
        // The last ** takes one segment more; earlier ones never have to.
        resume += 1
        g = resume
        w = star + 1
      } else return false
    }
    return wanted.slice(w).every((segment) => segment === '**')
  }
}
