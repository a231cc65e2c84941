import { nearName } from '../../contracts/near-name.ts'
import { operationIds, operationRow } from '../../contracts/operations/index.ts'
import { isWildcard } from './path-pattern.ts'

const templates = () => operationIds.map((id) => operationRow(id).path.slice(1).split('/'))

const isParameter = (segment: string) => segment.startsWith('{')

/** What it takes to read one segment of a pattern as one of a path; undefined where they have nothing in common. */
type Reading = (given: string, known: string) => Read | undefined

interface Read {
  readonly cost: number
  readonly as: string
  /** Whether it is a word of the path: without any, a pattern is near to everything. */
  readonly isWord?: true
}

const asWritten: Reading = (given, known) =>
  isWildcard(given) || given === known || (isParameter(known) && given !== '') ? { cost: 0, as: given } : undefined

/** A misspelt word is read as the word, and what stands for a segment in other notations as `*`. */
const asMeant: Reading = (given, known) => {
  if (isWildcard(given)) return { cost: 0, as: given }
  if (isForeignWildcard.test(given)) return { cost: isParameter(known) ? 1 : 2, as: '*' }
  if (isParameter(known)) return { cost: given === '' ? Number.POSITIVE_INFINITY : 1, as: given }
  if (given === known) return { cost: 0, as: known, isWord: true }
  return nearName(given, [known]) === undefined ? undefined : { cost: 2, as: known, isWord: true }
}

/** Parameters of routers (`:id`, `<id>`) and regular expressions. */
const isForeignWildcard = /[:<>[\](){}+|^$\\*]/

interface Fit {
  readonly cost: number
  readonly segments: readonly string[]
  readonly hasWord: boolean
}

/** The cheapest way to read a pattern as one that matches a path; `**` takes any number of segments. */
function readAs(pattern: readonly string[], path: readonly string[], read: Reading): Fit | undefined {
  const known = new Map<number, Fit | undefined>()
  function from(p: number, s: number): Fit | undefined {
    const key = p * (path.length + 1) + s
    if (!known.has(key)) known.set(key, compute(p, s))
    return known.get(key)
  }
  function compute(p: number, s: number): Fit | undefined {
    const [given, wanted] = [pattern[p], path[s]]
    if (given === undefined) return wanted === undefined ? { cost: 0, segments: [], hasWord: false } : undefined
    if (given === '**') {
      const rest = from(p + 1, s)
      const more = wanted === undefined ? undefined : from(p, s + 1)
      return rest ? { ...rest, segments: ['**', ...rest.segments] } : more
    }
    const reading = wanted === undefined ? undefined : read(given, wanted)
    const rest = reading && from(p + 1, s + 1)
    return (
      rest && {
        cost: reading.cost + rest.cost,
        segments: [reading.as, ...rest.segments],
        hasWord: reading.isWord === true || rest.hasWord,
      }
    )
  }
  return from(0, 0)
}

function best(pattern: readonly string[], read: Reading): Fit | undefined {
  const fits = templates()
    .map((path) => readAs(pattern, path, read))
    .filter((one) => one !== undefined)
  return fits.sort((a, b) => a.cost - b.cost)[0]
}

/** What stands before the paths of the API in a URL: its origin, the way to a tenant, the base path. */
const before = /^(?:https?:\/\/[^/]*)?(?:\/t\/[^/]+)?(?:\/api\/v\d+)?(?=\/)/i

/** A query or a fragment, outside of braces. */
const query = /^((?:\{[^}]*\}|[^?#{])*)[?#].*$/

/**
 * The pattern that was probably meant by one that matches no operation; undefined where it matches one, and where nothing is
 * near: paths that are none of the API's can be asked for, too.
 */
export function nearPath(pattern: string): string | undefined {
  const segmentsOf = (text: string) => text.replace(/^\//, '').split('/')
  if (pattern.startsWith('/') && best(segmentsOf(pattern), asWritten) && !isForeign(pattern)) return undefined
  const stripped = pattern.trim().replace(before, '').replace(query, '$1')
  const variants = [stripped.replace(/\/+$/, ''), stripped.replaceAll(/\/{2,}/g, '/')]
  const fits = variants.map((variant) => best(segmentsOf(variant), asMeant)).filter((one) => one !== undefined)
  const nearest = fits.sort((a, b) => a.cost - b.cost)[0]
  const near = nearest?.hasWord && Number.isFinite(nearest.cost) ? `/${nearest.segments.join('/')}` : undefined
  return near === pattern ? undefined : near
}

const isForeign = (pattern: string) =>
  pattern.split('/').some((segment) => !isWildcard(segment) && isForeignWildcard.test(segment))
