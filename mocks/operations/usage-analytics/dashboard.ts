import type { DailyActivityPoint } from '../../../contracts/generated/types.ts'
import { cycleStartMs } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'
import { dayMs, isWithin, startOfDay } from './period.ts'
import { ofFile } from './tokens.ts'
import { isSuccess, meanMs } from './uses.ts'

const daysOf: Readonly<Record<string, number>> = { week: 7, month: 30, year: 365 }

const dateOf = (atMs: number) => iso(atMs).slice(0, 10)

export const getDashboardAnalytics: Handler<'getDashboardAnalytics'> = ({ tenant, query, nowMs }) => {
  const days = daysOf[query.period] ?? 0
  const period = { startMs: startOfDay(nowMs) - (days - 1) * dayMs, endMs: nowMs }
  const byDay = new Map<string, DailyActivityPoint>()
  for (let at = period.startMs; at <= nowMs; at += dayMs)
    byDay.set(dateOf(at), { date: dateOf(at), files_uploaded: 0, chat_messages: 0 })
  const uploads = tenant.files.all().filter(({ created_at }) => isWithin(period, Date.parse(created_at)))
  for (const { created_at: created } of uploads) {
    const point = byDay.get(created.slice(0, 10))
    if (point) point.files_uploaded += 1
  }
  const tokens = tenant.tokenUses.all().filter(({ atMs }) => isWithin(period, atMs))
  const messages = tokens.filter((use) => !ofFile(use))
  for (const { atMs } of messages) {
    const point = byDay.get(dateOf(atMs))
    if (point) point.chat_messages += 1
  }
  const uses = tenant.uses.all().filter(({ atMs }) => isWithin(period, atMs))
  const total = (chosen: readonly { readonly input: number; readonly output: number }[]) =>
    chosen.reduce((sum, { input, output }) => sum + input + output, 0)
  const month = { startMs: cycleStartMs(nowMs), endMs: nowMs }
  return {
    body: {
      period: query.period,
      start_date: iso(period.startMs),
      end_date: iso(period.endMs),
      daily_activity: [...byDay.values()],
      total_chat_messages: messages.length,
      total_files_uploaded: uploads.length,
      total_chat_sessions: tenant.chats.all().filter(({ createdMs }) => isWithin(period, createdMs)).length,
      avg_processing_time_ms: meanMs(uses),
      success_rate: uses.length === 0 ? null : uses.filter(isSuccess).length / uses.length,
      processing_tokens: total(tokens.filter(ofFile)),
      chat_tokens: total(messages),
      total_tokens: total(tokens),
      current_month_chat_tokens: total(
        tenant.tokenUses.all().filter((use) => !ofFile(use) && isWithin(month, use.atMs)),
      ),
      max_monthly_chat_tokens: 0,
    },
  }
}
