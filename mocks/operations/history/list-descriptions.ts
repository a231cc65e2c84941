import type { ProcessingResultResponse, ProcessingStatisticsResponse } from '../../../contracts/generated/types.ts'
import type { Handler } from '../operation.ts'
import { describeFilter, filterResults, listed } from './filter-results.ts'
import { resultsOf } from './results.ts'

export const listDescriptions: Handler<'listDescriptions'> = (call) => {
  const { query } = call
  const { offset, limit } = query
  const filter = { ...query, terms: listed(query.search), sources: listed(query.source_types) }
  const found = filterResults(resultsOf(call), filter)
  return {
    body: {
      results: found.slice(offset, offset + limit),
      total_count: found.length,
      statistics: statisticsOf(found),
      filters_applied: describeFilter(filter),
      page_info: {
        offset,
        limit,
        has_next: offset + limit < found.length,
        has_previous: offset > 0,
        total_pages: Math.ceil(found.length / limit),
        current_page: Math.floor(offset / limit) + 1,
      },
    },
  }
}

const scoreOf = ({ confidence_score: score }: ProcessingResultResponse) => score ?? 0

/** `0.93` → `0.9-1.0`. */
function bucketOf(result: ProcessingResultResponse): string {
  const low = Math.min(9, Math.floor(scoreOf(result) * 10))
  return `${(low / 10).toFixed(1)}-${((low + 1) / 10).toFixed(1)}`
}

const countBy = (results: readonly ProcessingResultResponse[], keyOf: (result: ProcessingResultResponse) => string) =>
  Object.fromEntries(Object.entries(Object.groupBy(results, keyOf)).map(([key, group = []]) => [key, group.length]))

function statisticsOf(results: readonly ProcessingResultResponse[]): ProcessingStatisticsResponse {
  const total = results.reduce((sum, result) => sum + scoreOf(result), 0)
  const daily = countBy(results, ({ created_at: at }) => at.slice(0, 10))
  return {
    total_count: results.length,
    average_confidence: results.length === 0 ? 0 : Math.round((total / results.length) * 1_000) / 1_000,
    confidence_distribution: countBy(results, bucketOf),
    daily_counts: Object.entries(daily)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, count]) => ({ date, count })),
    source_distribution: countBy(results, ({ source_type: source }) => source),
  }
}
