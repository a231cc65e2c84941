import { closest, distance } from 'fastest-levenshtein'

/** The candidate that a mistyped word most likely means; undefined when none is near. Case does not count. */
export function nearName(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined
  const lower = candidates.map((candidate) => candidate.toLowerCase())
  const best = closest(word.toLowerCase(), lower)
  const isNear = distance(word.toLowerCase(), best) <= Math.ceil(word.length / 3)
  return isNear ? candidates[lower.indexOf(best)] : undefined
}

/** Ends a refusal with ` Did you mean X?`, or with nothing when no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearName(word, candidates)
  return near === undefined ? '' : ` Did you mean ${near}?`
}
