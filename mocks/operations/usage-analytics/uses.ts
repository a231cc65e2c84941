import { operationRow } from '../../../contracts/operations/index.ts'
import { invalid } from '../../core/message.ts'
import type { UseRecord } from '../../tenant/account-records.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { cycleEndMs } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { creditsOf, creditsWithin, percentOf } from './credits.ts'
import { dayMs, isWithin, type Period, readPeriod } from './period.ts'

const usesWithin = ({ uses }: Tenant, period: Period, apiKeyId: string | undefined): UseRecord[] =>
  uses
    .all()
    .filter((use) => isWithin(period, use.atMs) && (apiKeyId === undefined || use.apiKeyId === apiKeyId.toLowerCase()))

/** The mean duration of uses, milliseconds; null when there are none. */
export const meanMs = (uses: readonly UseRecord[]): number | null =>
  uses.length === 0 ? null : Math.round(uses.reduce((sum, { durationMs }) => sum + durationMs, 0) / uses.length)

export const isSuccess = ({ status }: UseRecord): boolean => status < 400

export const getUsageSummary: Handler<'getUsageSummary'> = ({ tenant, query, nowMs }) => {
  const period = readPeriod(query, query.period, nowMs)
  if ('error' in period) return period
  const uses = usesWithin(tenant, period, query.api_key_id)
  const batches = uses.filter(({ type }) => type === 'batch_describe').length
  const successful = uses.filter(isSuccess).length
  const { limit, used, remaining, percentage } = creditsOf(tenant, nowMs)
  return {
    body: {
      period: { start: iso(period.startMs), end: iso(period.endMs) },
      usage: {
        verify_count: 0,
        describe_count: uses.length - batches,
        batch_count: batches,
        total_requests: uses.length,
        successful_requests: successful,
        failed_requests: uses.length - successful,
      },
      performance: { avg_response_time_ms: meanMs(uses) },
      limits: { monthly_limit: limit, used_this_month: used, remaining, percentage_used: percentage },
      plan: {
        name: tenant.plan,
        requests_limit: limit,
        requests_used: used,
        requests_remaining: remaining,
        usage_percentage: percentage,
        renewal_date: iso(cycleEndMs(nowMs)),
      },
      total_credits: creditsWithin(tenant, period, nowMs),
    },
  }
}

/** The latest first. */
export const getUsageDetails: Handler<'getUsageDetails'> = ({ tenant, query, nowMs }) => {
  const period = readPeriod(query, 'month', nowMs)
  if ('error' in period) return period
  const { page, page_size: size, operation_type: type } = query
  const uses = usesWithin(tenant, period, query.api_key_id)
    .filter((use) => type === undefined || use.type === type)
    .toReversed()
  return {
    body: {
      events: uses.slice((page - 1) * size, page * size).map((use) => ({
        id: use.id,
        timestamp: iso(use.atMs),
        operation_type: use.type,
        endpoint: use.endpoint,
        method: use.method,
        status_code: use.status,
        response_time_ms: use.durationMs,
        error_code: use.errorCode,
        api_key_id: use.apiKeyId,
      })),
      pagination: {
        page,
        page_size: size,
        total_count: uses.length,
        total_pages: Math.ceil(uses.length / size),
      },
    },
  }
}

/** How many characters of an ISO moment name its hour, day or month. */
const labelLength: Readonly<Record<string, number>> = { hour: 13, day: 10, month: 7 }
const maxPoints = 1_000

function nextStart(type: string, atMs: number): number {
  if (type === 'month') return cycleEndMs(atMs)
  return atMs + (type === 'hour' ? dayMs / 24 : dayMs)
}

const startOf = (type: string, atMs: number): number =>
  Date.parse(`${iso(atMs).slice(0, labelLength[type])}${type === 'hour' ? ':00Z' : ''}`)

export const getUsageByPeriod: Handler<'getUsageByPeriod'> = ({ tenant, query, nowMs }) => {
  const period = readPeriod(query, 'month', nowMs)
  if ('error' in period) return period
  const { period_type: type } = query
  const labelOf = (atMs: number) => iso(atMs).slice(0, labelLength[type])
  const points = new Map<string, { timestamp: string; value: number; label: string }>()
  for (let at = startOf(type, period.startMs); at <= Math.min(period.endMs, nowMs); at = nextStart(type, at)) {
    if (points.size >= maxPoints) return invalid('start_date', `Must leave at most ${maxPoints} points`)
    points.set(labelOf(at), { timestamp: iso(at), value: 0, label: labelOf(at) })
  }
  for (const { atMs } of usesWithin(tenant, period, query.api_key_id)) {
    const point = points.get(labelOf(atMs))
    if (point) point.value += 1
  }
  return {
    body: {
      period_type: type,
      start_date: iso(period.startMs),
      end_date: iso(period.endMs),
      data: [...points.values()],
    },
  }
}

export const getTopEndpoints: Handler<'getTopEndpoints'> = ({ tenant, query, nowMs }) => {
  const period = readPeriod(query, 'month', nowMs)
  if ('error' in period) return period
  const totals = new Map<string, { endpoint: string; method: string; count: number }>()
  for (const [hour, counts] of tenant.account.requestsByHour) {
    if (!isWithin({ startMs: period.startMs - (period.startMs % (dayMs / 24)), endMs: period.endMs }, hour)) continue
    for (const [id, count] of counts) {
      const { method, path } = operationRow(id)
      const known = totals.get(id)?.count ?? 0
      totals.set(id, { endpoint: `/api/v2${path}`, method, count: known + count })
    }
  }
  const all = [...totals.values()].reduce((sum, { count }) => sum + count, 0)
  return {
    body: {
      endpoints: [...totals.values()]
        .sort((a, b) => b.count - a.count)
        .slice(0, query.limit)
        .map((total) => ({ ...total, percentage: percentOf(total.count, all) })),
    },
  }
}
