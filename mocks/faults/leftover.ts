import { faultName } from './fault.ts'
import { type LiveEntry, stepsLeft } from './live-entry.ts'
import type { PlanEntry, Step } from './plan-entry.ts'

/** Whether an entry was planned for something that has not happened. One with a probability only has to have had its chance. */
export function isLeftover(entry: LiveEntry): boolean {
  if (entry.input.probability !== undefined) return entry.matched === 0
  return entry.times === 'always' ? entry.served === 0 : stepsLeft(entry) > 0
}

const stepName = (step: Step): string => (step === 'pass' ? step : faultName(step))

/** One line: `plan-2: listFiles → RATE_LIMIT_ERROR: 1 of 2 served`. */
export function describeLeftover({
  id,
  tenant,
  match,
  fault,
  sequence,
  served,
  remaining,
  matched,
}: PlanEntry): string {
  const where = [match?.operation, match?.method, match?.path, tenant && `tenant ${tenant}`].filter(Boolean).join(' ')
  const what = fault ? stepName(fault) : (sequence ?? []).map(stepName).join(', ')
  const count = remaining === null ? 'never served' : `${served} of ${served + remaining} served`
  const why = matched === 0 ? ' (no request matched)' : ''
  return `  ${id}: ${where || 'any request'} → ${what}: ${count}${why}`
}
