import { type PlanLimits, streaming } from '../../contracts/limits.ts'

/** Everything that limits one tenant: its plan, and what holds for streaming uploads of every plan. */
export interface TenantLimits extends PlanLimits {
  /** Largest file of a streaming upload, bytes. */
  readonly streamFileBytes: number
  /** Bytes of this tenant's streaming uploads that may be under way at once. */
  readonly streamMemoryBytes: number
}

/** Limits of one tenant that differ from its plan's: lowered, so that tests reach them with little. */
export type LimitOverrides = Partial<TenantLimits>

/** The limits in force. */
export function limitsOf(plan: PlanLimits, overrides: LimitOverrides): TenantLimits {
  return {
    ...plan,
    streamFileBytes: streaming.fileBytes,
    streamMemoryBytes: streaming.tenantMemoryBytes,
    ...overrides,
  }
}
