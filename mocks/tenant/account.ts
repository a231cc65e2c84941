import type { OperationId } from '../../contracts/operations/index.ts'
import { stableId } from './stable-id.ts'

/** An own bucket. */
export interface OwnBucket {
  readonly name: string
  readonly region: string
  readonly configuredMs: number
  /** Null until it was tried. */
  isValidated: boolean | null
}

export interface CreditPurchase {
  readonly pack: string
  readonly credits: number
  readonly atMs: number
}

/** What belongs to the tenant as a customer. Plain state, changed in one step. Times are epoch milliseconds. */
export interface Account {
  /** The tenant's id in the API. */
  readonly id: string
  name: string
  readonly createdMs: number
  updatedMs: number
  /** When its owner deleted it; then no credential holds any more. */
  closedMs: number | null
  webhookUrl: string | null
  allowedProviders: string[]
  allowedDomains: string[]
  customConfig: Record<string, unknown>
  bucket: OwnBucket | null
  /** When a cancelled subscription ends; null while none is cancelled. */
  subscriptionEndsMs: number | null
  /** Credits that were bought; used when the month's are. */
  prepaidCredits: number
  purchases: CreditPurchase[]
  /** When each session was used last, by its id. */
  readonly loginUses: Map<string, number>
  /** Credits taken on each UTC day, by its first epoch millisecond. */
  readonly creditsByDay: Map<number, number>
  /** Admitted requests in each UTC hour, by its first epoch millisecond, then by operation. */
  readonly requestsByHour: Map<number, Map<OperationId, number>>
}

const yearMs = 365 * 86_400_000

export const createAccount = (tenant: string, nowMs: number): Account => ({
  id: stableId(`tenant ${tenant}`),
  name: tenant,
  createdMs: nowMs - yearMs,
  updatedMs: nowMs - yearMs,
  closedMs: null,
  webhookUrl: null,
  allowedProviders: ['google', 'openai', 'anthropic'],
  allowedDomains: [],
  customConfig: {},
  bucket: null,
  subscriptionEndsMs: null,
  prepaidCredits: 0,
  purchases: [],
  loginUses: new Map(),
  creditsByDay: new Map(),
  requestsByHour: new Map(),
})
