import type { Tenant } from '../../tenant/tenant.ts'
import { cycleEndMs, cycleStartMs, rollCycle } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { isWithin, type Period, startOfDay } from './period.ts'

export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100

/** How far the plan's credits of this cycle are used. */
export function creditsOf(tenant: Tenant, nowMs: number) {
  rollCycle(tenant, nowMs)
  const limit = tenant.limits.descriptionsPerMonth
  const used = tenant.usage.descriptions
  return { limit, used, remaining: Math.max(0, limit - used), percentage: percentOf(used, limit) }
}

/** Credits that were taken on the days of a period; of the cycle as a whole, what counts against the plan. */
export function creditsWithin(tenant: Tenant, period: Period, nowMs: number): number {
  if (period.startMs === cycleStartMs(nowMs) && period.endMs >= nowMs) return creditsOf(tenant, nowMs).used
  const days = { startMs: startOfDay(period.startMs), endMs: period.endMs }
  return [...tenant.account.creditsByDay].reduce((sum, [day, credits]) => sum + (isWithin(days, day) ? credits : 0), 0)
}

export const getUsageBreakdown: Handler<'getUsageBreakdown'> = ({ tenant, nowMs }) => {
  const { limit, used, remaining, percentage } = creditsOf(tenant, nowMs)
  return {
    body: {
      current_month: iso(nowMs).slice(0, 7),
      total_credits_used: used,
      monthly_limit: limit,
      remaining_credits: remaining,
      usage_percentage: percentage,
      reset_date: iso(cycleEndMs(nowMs)),
    },
  }
}

/** A month is projected from its days so far. */
function project(used: number, limit: number, nowMs: number) {
  const daysSoFar = (nowMs - cycleStartMs(nowMs)) / 86_400_000
  const days = (cycleEndMs(nowMs) - cycleStartMs(nowMs)) / 86_400_000
  const projected = Math.round((used / Math.max(1, daysSoFar)) * days)
  return {
    projected_monthly_requests: projected,
    will_exceed_limit: projected > limit,
    trending: projected > limit ? 'increasing' : 'stable',
  }
}

export const getPlanUsage: Handler<'getPlanUsage'> = ({ tenant, query, nowMs }) => {
  const { limit, used, remaining, percentage } = creditsOf(tenant, nowMs)
  const endMs = cycleEndMs(nowMs)
  const projections = project(used, limit, nowMs)
  return {
    body: {
      billing_period: {
        start_date: iso(cycleStartMs(nowMs)),
        end_date: iso(endMs - 1),
        days_remaining: Math.ceil((endMs - nowMs) / 86_400_000),
        renewal_date: iso(endMs),
      },
      plan_details: {
        plan_name: tenant.plan,
        monthly_requests_limit: limit,
        requests_used: used,
        requests_remaining: remaining,
        usage_percentage: percentage,
        features: { batch_processing: true, files_per_batch: tenant.limits.filesPerBatch },
      },
      projections: query.include_projections ? projections : null,
      optimization_recommendations: {
        suggestions: projections.will_exceed_limit
          ? [
              {
                type: 'plan',
                message: 'A larger plan or a pack of credits would last the month',
                potential_request_savings: 0,
              },
            ]
          : [],
      },
    },
  }
}
