import type { OperationId } from '../../contracts/operations/index.ts'
import type { Work } from './work.ts'

export type Role = 'owner' | 'admin' | 'editor' | 'viewer'

/** A user of the tenant. Times are epoch milliseconds. */
export interface MemberRecord {
  readonly id: string
  email: string
  name: string
  role: Role
  /** As it is typed: a mock has nothing to hide. Null for who came through Google, and for the invited. */
  password: string | null
  hasGoogle: boolean
  isVerified: boolean
  /** When the last verification mail went out; null when none did. */
  verificationSentMs: number | null
  preferences: Record<string, unknown>
  readonly createdMs: number
  /** Null until an invitation is accepted. */
  joinedMs: number | null
  lastLoginMs: number | null
}

/** A session of a user. Its token holds its id and `secret`. */
export interface LoginRecord {
  readonly id: string
  readonly secret: string
  readonly userId: string
  readonly device: string | null
  readonly createdMs: number
  /** The token holds until then, unless it is extended. */
  expiresMs: number
  /** Until then an expired session can be extended. */
  readonly endsMs: number
  revokedMs: number | null
}

/** What is good for one step that follows: the token of a mail, the state of an OAuth flow, a session of the file picker. */
export interface TicketRecord {
  /** The secret itself. */
  readonly id: string
  readonly kind: 'verification' | 'password-reset' | 'invitation' | 'email-change' | 'google' | 'drive' | 'picker'
  readonly userId: string | null
  /** What the step is about: a new address, a provider, a connection. */
  readonly subject: string
  readonly expiresMs: number
  usedMs: number | null
}

/** A plan, a pack of credits or a billing portal that stands open for payment. */
export interface CheckoutRecord {
  readonly id: string
  readonly item: string
  readonly expiresMs: number
  paidMs: number | null
}

export interface ConnectionRecord {
  readonly id: string
  readonly provider: string
  readonly email: string
  readonly displayName: string
  readonly createdMs: number
  lastUsedMs: number | null
  isActive: boolean
}

export interface CloudJobItem {
  /** The file in the drive, or the image that is exported. */
  readonly sourceId: string
  /** The image that it becomes, or the file in the drive. */
  readonly targetId: string
  readonly work: Work
}

export interface CloudJobRecord {
  readonly id: string
  readonly type: 'import' | 'export'
  readonly connectionId: string
  readonly provider: string
  readonly createdMs: number
  readonly items: readonly CloudJobItem[]
}

/** One change, or an attempt at it. */
export interface AuditRecord {
  readonly id: string
  readonly operation: OperationId
  readonly eventType: string
  readonly action: string
  readonly severity: 'info' | 'warning' | 'error'
  readonly result: 'success' | 'failure' | 'denied'
  readonly atMs: number
  readonly userId: string | null
  readonly apiKeyId: string | null
  readonly resourceType: string
  readonly resourceId: string | null
  readonly errorMessage: string | null
}

/** One use of an operation that is counted against the plan. */
export interface UseRecord {
  readonly id: string
  readonly atMs: number
  readonly type: string
  readonly endpoint: string
  readonly method: string
  readonly status: number
  readonly durationMs: number
  readonly errorCode: string | null
  readonly apiKeyId: string | null
}
