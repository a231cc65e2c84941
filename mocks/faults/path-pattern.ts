export type PathPattern = (path: string) => boolean

const maxSegments = 50

/** How many characters a pattern has at the most. */
export const longestPath = 1_000

/** A wildcard, or the text of a segment, in which nothing stands that others write for a wildcard. */
const segment = '(?:\\*{1,2}|\\{[^*{}/]+\\}|[^*{}?#/:<>\\[\\]()+|^$\\\\\\s]*)'

/**
 * The format of a path pattern: one that matches a path of the API, or is near to none (near-path.ts). JSON Schema has no words
 * for it, so an editor shows it and the reader of an entry sees to it.
 */
export const pathFormat = 'path-that-can-match'

/** The schema of a path pattern. */
export const pathPattern = {
  type: 'string',
  maxLength: longestPath,
  format: pathFormat,
  pattern: `^/${segment}(?:/${segment}){0,${maxSegments - 1}}$`,
  expected: `a path relative to the base URL, such as /user-files/*: *, {name} and ** stand for whole segments, nothing else does, there are at most ${maxSegments} of them and ${longestPath} characters, and there is no query`,
  description:
    'Their path, relative to the base URL; `*` and `{name}` stand for one segment, `**` for any number: `/user-files/*`.',
} as const

export const isWildcard = (segment: string) => segment === '*' || segment === '**' || /^\{[^*{}]+\}$/.test(segment)

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
