import type { FiltersAppliedResponse, ProcessingResultResponse } from '../../../contracts/generated/types.ts'

/** What both the list and the export are narrowed by; null and undefined let everything through. */
export interface ResultFilter {
  readonly start_date?: string | null
  readonly end_date?: string | null
  readonly min_confidence?: number | null
  readonly max_confidence?: number | null
  readonly terms: readonly string[]
  readonly sources: readonly string[]
}

/** `a, b` → two words; undefined → none. */
export const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')

export function filterResults(
  results: readonly ProcessingResultResponse[],
  { start_date: start, end_date: end, min_confidence: least, max_confidence: most, terms, sources }: ResultFilter,
): ProcessingResultResponse[] {
  const [startMs, endMs] = [start == null ? -Infinity : Date.parse(start), end == null ? Infinity : Date.parse(end)]
  return results.filter(({ created_at: at, confidence_score: score, description, source_type: source }) => {
    const atMs = Date.parse(at)
    const text = description?.toLowerCase() ?? ''
    return (
      atMs >= startMs &&
      atMs <= endMs &&
      (least == null || (score ?? 0) >= least) &&
      (most == null || (score ?? 0) <= most) &&
      (terms.length === 0 || terms.some((term) => text.includes(term))) &&
      (sources.length === 0 || sources.includes(source))
    )
  })
}

/** Which filters were at work. */
export function describeFilter(filter: ResultFilter): FiltersAppliedResponse {
  const applied = {
    date_range_applied: filter.start_date != null || filter.end_date != null,
    confidence_range_applied: filter.min_confidence != null || filter.max_confidence != null,
    search_applied: filter.terms.length > 0,
    source_types_filtered: filter.sources.length > 0,
  }
  const names = Object.entries(applied).flatMap(([name, isApplied]) =>
    isApplied ? [name.replace(/_(applied|filtered)$/, '').replaceAll('_', ' ')] : [],
  )
  return { ...applied, filter_summary: names.length === 0 ? null : `by ${names.join(', ')}` }
}
