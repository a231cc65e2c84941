import { errorRow } from '../../../contracts/errors.ts'
import type { OperationId } from '../../../contracts/operations/index.ts'
import { isOpen } from '../../../contracts/operations/operation.ts'
import type { Route } from '../../../contracts/routes.ts'
import type { Refusal } from '../../core/message.ts'
import type { AuditRecord } from '../../tenant/account-records.ts'
import { callerOf } from '../caller.ts'
import { issuedKeyId } from '../issued-key-id.ts'
import type { Context, Success } from '../operation.ts'
import { auditEvent, isAudited } from './audit-event.ts'

type Outcome = Success<OperationId> | Refusal

/**
 * Opens the entry of a change; the function that is returned writes it when its outcome is there. The caller is looked up
 * first: the change may be that they are removed. A request that is wrong in itself leaves no entry. Nothing of headers and
 * bodies is kept but ids and the refusal's message.
 */
export function openAudit(context: Context, { id, row, params }: Route): ((outcome: Outcome) => void) | undefined {
  if (!isAudited(id, row)) return undefined
  const { tenant, platform, nowMs } = context
  const userId = isOpen(row.access) ? null : callerOf(context).user.id
  return (outcome) => {
    const refusal = 'error' in outcome ? outcome : undefined
    if (refusal?.error === 'VALIDATION_ERROR') return
    const body = refusal ? undefined : idsOf(outcome)
    const event = auditEvent(id, refusal !== undefined)
    tenant.audit.create({
      id: platform.uuid(),
      operation: id,
      ...event,
      severity: severityOf(event.action, refusal),
      result: refusal ? (refusal.error === 'AUTHZ_ERROR' ? 'denied' : 'failure') : 'success',
      atMs: nowMs,
      userId: userId ?? body?.user ?? null,
      apiKeyId: issuedKeyId(context),
      resourceId: Object.entries(params).find(([name]) => name.endsWith('_id'))?.[1] ?? body?.own ?? null,
      errorMessage: refusal ? (refusal.message ?? errorRow(refusal.error).message) : null,
    })
  }
}

/** Taking something away, and changing who may do what, is worth a look. */
const grave = /^(?:delete|remove|revoke|member_removed|member_role_changed|password_changed)/

function severityOf(action: string, refusal: Refusal | undefined): AuditRecord['severity'] {
  if (refusal) return errorRow(refusal.error).status >= 500 ? 'error' : 'warning'
  return grave.test(action) ? 'warning' : 'info'
}

/** The ids that a success names: of what was made, and of who did it. */
function idsOf({ body }: Success<OperationId>): { readonly own: string | null; readonly user: string | null } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { own: null, user: null }
  const values = new Map(Object.entries(body))
  const text = (name: string) => (typeof values.get(name) === 'string' ? String(values.get(name)) : null)
  const firstId = [...values.keys()].find((name) => name === 'id' || name.endsWith('_id'))
  return { own: firstId === undefined ? null : text(firstId), user: text('user_id') }
}
