import { type PlanName, plans } from '../../contracts/limits.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import type { JsonSchema } from '../faults/fault-schema.ts'
import type { Problem } from '../faults/read-fault.ts'
import { wordOf } from '../faults/word.ts'
import { readObject } from '../read-object.ts'
import type { Tenant } from './tenant.ts'
import type { Usage } from './usage.ts'

/** What of a tenant can be changed from outside; `clock` moves its time by milliseconds or sets it to a moment. */
export interface TenantPatch {
  readonly plan?: PlanName
  readonly subscription?: Tenant['subscription']
  readonly usage?: Partial<Usage>
  readonly clock?: { readonly advanceMs: number } | { readonly set: string }
}

const planNames = Object.keys(plans)
const subscriptions: readonly string[] = ['active', 'past_due'] satisfies Tenant['subscription'][]
const usageFields = ['storageBytes', 'descriptions', 'activeUploads'] as const satisfies (keyof Usage)[]

/** A clock may be moved by at most a hundred years: dates stay writable in every form. */
const maxAdvanceMs = 3_155_760_000_000

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

export const tenantPatchSchema: JsonSchema = {
  type: 'object',
  properties: {
    plan: { enum: planNames },
    subscription: { enum: subscriptions },
    usage: {
      type: 'object',
      properties: Object.fromEntries(usageFields.map((field) => [field, { type: 'integer', minimum: 0 }])),
      additionalProperties: false,
    },
    clock: {
      description: 'Moves the clock by milliseconds, or sets it to an ISO 8601 moment; it goes on running from there.',
      anyOf: [
        {
          type: 'object',
          required: ['advanceMs'],
          properties: { advanceMs: { type: 'number', minimum: -maxAdvanceMs, maximum: maxAdvanceMs } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['set'],
          properties: { set: { type: 'string', format: 'date-time' } },
          additionalProperties: false,
        },
      ],
    },
  },
  additionalProperties: false,
}

function choiceIssue(field: string, value: unknown, names: readonly string[]): Problem | undefined {
  if (value === undefined || (typeof value === 'string' && names.includes(value))) return undefined
  return { field, issue: `Must be one of ${names.join(', ')}.${didYouMean(wordOf(value), names)}` }
}

function usageIssue(usage: unknown): Problem | undefined {
  if (usage === undefined) return undefined
  const read = readObject(usage, usageFields, 'usage')
  if ('problem' in read) return read.problem
  const wrong = usageFields.find((field) => {
    const value = read.object[field]
    return value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= 0)
  })
  return wrong === undefined ? undefined : { field: `usage.${wrong}`, issue: 'Must be a whole number of at least 0' }
}

function clockIssue(clock: unknown): Problem | undefined {
  if (clock === undefined) return undefined
  const read = readObject(clock, ['advanceMs', 'set'], 'clock')
  if ('problem' in read) return read.problem
  const { advanceMs, set } = read.object
  if ((advanceMs === undefined) === (set === undefined))
    return { field: 'clock', issue: 'Must have exactly one of advanceMs and set' }
  if (advanceMs !== undefined)
    return typeof advanceMs === 'number' && Math.abs(advanceMs) <= maxAdvanceMs
      ? undefined
      : { field: 'clock.advanceMs', issue: `Must be milliseconds, at most ${maxAdvanceMs} either way` }
  return typeof set === 'string' && moment.test(set) && Number.isFinite(Date.parse(set))
    ? undefined
    : { field: 'clock.set', issue: 'Must be an ISO 8601 moment with its zone, such as 2026-02-01T00:00:00Z' }
}

/** Reads the body of a change; nothing is changed when any part of it is refused. */
export function readTenantPatch(body: unknown): { readonly patch: TenantPatch } | { readonly problem: Problem } {
  const read = readObject(body, ['plan', 'subscription', 'usage', 'clock'])
  if ('problem' in read) return read
  const { plan, subscription, usage, clock } = read.object
  const problem =
    choiceIssue('plan', plan, planNames) ??
    choiceIssue('subscription', subscription, subscriptions) ??
    usageIssue(usage) ??
    clockIssue(clock)
  return problem ? { problem } : { patch: read.object as TenantPatch } // every field was checked above
}

/** Applies a checked change in one step. */
export function applyTenantPatch(tenant: Tenant, { plan, subscription, usage, clock }: TenantPatch): void {
  if (plan !== undefined) tenant.plan = plan
  if (subscription !== undefined) tenant.subscription = subscription
  if (usage !== undefined) Object.assign(tenant.usage, usage)
  if (clock === undefined) return
  if ('advanceMs' in clock) tenant.clock.advance(clock.advanceMs)
  else tenant.clock.set(Date.parse(clock.set))
}
