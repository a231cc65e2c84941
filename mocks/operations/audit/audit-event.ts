import type { OperationId } from '../../../contracts/operations/index.ts'
import type { Operation } from '../../../contracts/operations/operation.ts'

/** Events that the API's SDK has names for; `failure` where a failure has another. */
const named: Partial<Record<OperationId, { readonly success: string; readonly failure?: string }>> = {
  login: { success: 'auth.login', failure: 'auth.login_failed' },
  loginWithGoogle: { success: 'auth.oauth_login', failure: 'auth.login_failed' },
  completeGoogleLogin: { success: 'auth.oauth_login', failure: 'auth.login_failed' },
  logout: { success: 'auth.logout' },
  refreshSession: { success: 'auth.token_refresh' },
  verifyEmail: { success: 'auth.email_verified' },
  changePassword: { success: 'auth.password_changed' },
  completePasswordReset: { success: 'auth.password_changed' },
  createApiKey: { success: 'api_key.created' },
  revokeApiKey: { success: 'api_key.deleted' },
  updateTenantSettings: { success: 'tenant.updated' },
  registerUser: { success: 'tenant.member_added' },
  inviteMember: { success: 'tenant.member_added' },
  removeMember: { success: 'tenant.member_removed' },
  changeMemberRole: { success: 'tenant.member_role_changed' },
}

/** Whether an operation changes something that somebody may ask about later. */
export function isAudited(id: OperationId, { method, access }: Operation): boolean {
  return id in named || (method !== 'GET' && access !== 'read' && access !== 'none')
}

const snake = (words: readonly string[]) => words.join('_').toLowerCase()
const past = (verb: string) => (verb.endsWith('e') ? `${verb}d` : verb)

export interface AuditEvent {
  readonly eventType: string
  readonly resourceType: string
  readonly action: string
}

/** What an operation is called in the audit log: `deleteFiles` is `files.deleted`. */
export function auditEvent(id: OperationId, isFailure: boolean): AuditEvent {
  const [verb = id, ...noun] = id.split(/(?=[A-Z])/)
  const names = named[id]
  const name = (isFailure && names?.failure) || names?.success
  const [resourceType = '', action = ''] = name?.split('.') ?? [snake(noun) || 'tenant', verb]
  return { eventType: name ?? `${resourceType}.${past(verb)}`, resourceType, action }
}
