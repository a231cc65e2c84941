import { type PlanName, plans } from '../../contracts/limits.ts'
import { didYouMean } from '../../contracts/near-name.ts'
import { readObject } from '../core/read-object.ts'
import type { JsonSchema } from '../faults/fault-schema.ts'
import type { Problem } from '../faults/read-fault.ts'
import { wordOf } from '../faults/word.ts'
import { type LimitOverrides, limitsOf, type TenantLimits } from './limits.ts'
import { type ProviderState, providerStates } from './provider.ts'
import { settleSubscription } from './subscription.ts'
import type { Tenant } from './tenant.ts'
import { rollCycle, type Usage } from './usage.ts'

/** What of a tenant can be changed from outside; `clock` moves its time by milliseconds or sets it to a moment. */
export interface TenantPatch {
  readonly plan?: PlanName
  readonly subscription?: Tenant['subscription']
  readonly usage?: Partial<Usage>
  /** Limits that differ from the plan's; null takes the plan's again. */
  readonly limits?: Partial<Record<keyof TenantLimits, number | null>>
  readonly provider?: ProviderState
  /** Which part of all work that takes time ends as a failure, from 0 to 1. */
  readonly failureShare?: number
  readonly clock?: { readonly advanceMs: number } | { readonly set: string }
}

const planNames = Object.keys(plans)
const subscriptions: readonly string[] = ['active', 'past_due'] satisfies Tenant['subscription'][]
const usageFields = ['storageBytes', 'descriptions', 'activeUploads', 'streamBytes'] as const satisfies (keyof Usage)[]
const limitFields = Object.keys(limitsOf(plans.professional, {})) as readonly (keyof TenantLimits)[] // keys of a literal object
const fields = ['plan', 'subscription', 'usage', 'limits', 'provider', 'failureShare', 'clock'] as const

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
      properties: Object.fromEntries(
        usageFields.map((field) => [field, { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }]),
      ),
      additionalProperties: false,
    },
    limits: {
      description: "Limits that differ from the plan's; null takes the plan's again.",
      type: 'object',
      properties: Object.fromEntries(
        limitFields.map((field) => [
          field,
          { anyOf: [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, { type: 'null' }] },
        ]),
      ),
      additionalProperties: false,
    },
    provider: { enum: providerStates, description: 'How the AI provider does.' },
    failureShare: {
      description: 'Which part of all work that takes time ends as a failure.',
      type: 'number',
      minimum: 0,
      maximum: 1,
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

/** What is wrong with an object of counts, if anything. */
function countsIssue<Field extends string>(
  name: string,
  value: unknown,
  known: readonly Field[],
  isCount: (count: unknown) => boolean,
  expected: string,
): Problem | undefined {
  if (value === undefined) return undefined
  const read = readObject(value, known, name)
  if ('problem' in read) return read.problem
  const wrong = known.find((field) => read.object[field] !== undefined && !isCount(read.object[field]))
  return wrong === undefined ? undefined : { field: `${name}.${wrong}`, issue: expected }
}

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

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
  const read = readObject(body, fields)
  if ('problem' in read) return read
  const { plan, subscription, usage, limits, provider, failureShare, clock } = read.object
  const isShare = typeof failureShare === 'number' && failureShare >= 0 && failureShare <= 1
  const whole = 'Must be a whole number of at least 0'
  const problem =
    choiceIssue('plan', plan, planNames) ??
    choiceIssue('subscription', subscription, subscriptions) ??
    choiceIssue('provider', provider, providerStates) ??
    countsIssue('usage', usage, usageFields, isWhole, whole) ??
    countsIssue('limits', limits, limitFields, (limit) => limit === null || isWhole(limit), `${whole}, or null`) ??
    (failureShare === undefined || isShare ? undefined : { field: 'failureShare', issue: 'Must be between 0 and 1' }) ??
    clockIssue(clock)
  return problem ? { problem } : { patch: read.object as TenantPatch } // every field was checked above
}

/** The overrides as they are after a change: null takes the plan's limit again. */
function changedLimits(now: LimitOverrides, limits: NonNullable<TenantPatch['limits']>): LimitOverrides {
  return Object.fromEntries(Object.entries({ ...now, ...limits }).filter(([, limit]) => limit !== null))
}

/** Applies a checked change in one step. */
export function applyTenantPatch(
  tenant: Tenant,
  { plan, subscription, usage, limits, provider, failureShare, clock }: TenantPatch,
): void {
  // The clock first: a usage that is given with it is that of the month then.
  if (clock !== undefined) {
    if ('advanceMs' in clock) tenant.clock.advance(clock.advanceMs)
    else tenant.clock.set(Date.parse(clock.set))
    rollCycle(tenant, tenant.clock.now())
  }
  if (plan !== undefined) tenant.plan = plan
  if (subscription === 'active') settleSubscription(tenant)
  else if (subscription !== undefined) tenant.subscription = subscription
  if (usage !== undefined) Object.assign(tenant.usage, usage)
  if (limits !== undefined) tenant.limitOverrides = changedLimits(tenant.limitOverrides, limits)
  if (provider !== undefined) tenant.provider = provider
  if (failureShare !== undefined) tenant.failureShare = failureShare
}
