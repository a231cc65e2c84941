import { distance } from 'fastest-levenshtein'
import { type OperationId, operationIds, operationRow } from './operations/index.ts'

/** Longest path that is compared: nobody mistypes more, and comparing costs time. */
const maxCharacters = 200

/** Up to here a path is near: about one mistyped word in three, or a segment too many. */
const nearCost = 0.9

/** A parameter fits anything; a little worse than the same word, so that literal paths win. */
const parameterCost = 0.15
const partCost = 0.3
const missingCost = 0.6
const otherMethodCost = 0.1

const isParameter = (segment: string | undefined) => segment?.startsWith('{') === true
const isIdLike = (segment: string) => /\d/.test(segment)

/** What it costs to take one segment for another: 0 for the same, 1 for nothing in common. */
function segmentCost(given: string, known: string): number {
  if (isParameter(known)) return isIdLike(given) ? 0 : parameterCost
  const [word, wanted] = [given.toLowerCase(), known.toLowerCase()]
  // `files` for `user-files`.
  if (wanted.split('-').includes(word)) return word === wanted ? 0 : partCost
  return distance(word, wanted) / Math.max(word.length, wanted.length, 1)
}

/** The least cost of turning one list of segments into the other (as with letters in a word). */
function pathCost(given: readonly string[], known: readonly string[]): number {
  let row = Array.from({ length: known.length + 1 }, (_, index) => index * missingCost)
  for (const [at, segment] of given.entries()) {
    const next = [(at + 1) * missingCost]
    for (const [index, wanted] of known.entries()) {
      const taken = (row[index] ?? 0) + segmentCost(segment, wanted)
      next.push(Math.min(taken, (row[index + 1] ?? 0) + missingCost, (next[index] ?? 0) + missingCost))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Whether enough of what is literal in a path was written: one that is all parameters is near to everything. */
function sharesAWord(given: readonly string[], known: readonly string[]): boolean {
  return known.some((wanted) => !isParameter(wanted) && given.some((segment) => segmentCost(segment, wanted) <= 1 / 3))
}

const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '')

/** What stands before the paths of the API, in this version or as others write it: `/api/v1`, `/v2`. */
const basePrefix = /^(\/api)?(\/v\d+)?(?=\/)/

/**
 * The operation that a path which is none most likely means; undefined when none is near.
 * @param path relative to the base URL or not, without its query
 */
export function nearOperation(method: string, path: string): OperationId | undefined {
  if (path.length > maxCharacters) return undefined
  const given = segmentsOf(path.replace(basePrefix, ''))
  let best: { readonly id: OperationId; readonly cost: number } | undefined
  for (const id of operationIds) {
    const row = operationRow(id)
    const known = segmentsOf(row.path)
    if (Math.abs(known.length - given.length) > 2 || !sharesAWord(given, known)) continue
    const isSameMethod = row.method === method || (method === 'HEAD' && row.method === 'GET')
    const cost = pathCost(given, known) + (isSameMethod ? 0 : otherMethodCost)
    if (cost <= nearCost && cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { id, cost }
  }
  return best?.id
}
