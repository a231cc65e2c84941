import type { AuditLogResponse } from '../../../contracts/generated/types.ts'
import { operationRow, type QueryOf } from '../../../contracts/operations/index.ts'
import { refuse } from '../../core/message.ts'
import type { AuditRecord } from '../../tenant/account-records.ts'
import { ownAddress } from '../auth/sessions.ts'
import { iso } from '../iso.ts'
import { momentOf } from '../moment.ts'
import type { Handler } from '../operation.ts'

function entryBody(entry: AuditRecord): AuditLogResponse {
  const { method, path } = operationRow(entry.operation)
  return {
    id: entry.id,
    event_type: entry.eventType,
    event_timestamp: iso(entry.atMs),
    severity: entry.severity,
    user_id: entry.userId,
    api_key_id: entry.apiKeyId,
    action: entry.action,
    result: entry.result,
    ip_address: ownAddress,
    resource_type: entry.resourceType,
    resource_id: entry.resourceId,
    error_message: entry.errorMessage,
    metadata: { method, path },
  }
}

function matches(entry: AuditRecord, query: QueryOf<'listAuditLogs'>): boolean {
  const { event_type: type, severity, user_id: userId, result, date_from: from, date_to: to } = query
  return (
    (type === undefined || entry.eventType === type) &&
    (severity === undefined || entry.severity === severity) &&
    (userId === undefined || entry.userId === userId.toLowerCase()) &&
    (result === undefined || entry.result === result) &&
    (from === undefined || entry.atMs >= momentOf(from)) &&
    (to === undefined || entry.atMs <= momentOf(to))
  )
}

export const listAuditLogs: Handler<'listAuditLogs'> = ({ tenant, query }) => {
  const { limit, offset } = query
  const found = tenant.audit.all().filter((entry) => matches(entry, query))
  return {
    body: {
      entries: found
        .toReversed()
        .slice(offset, offset + limit)
        .map(entryBody),
      total_count: found.length,
      has_more: offset + limit < found.length,
    },
  }
}

export const getAuditLog: Handler<'getAuditLog'> = ({ tenant, params }) => {
  const entry = tenant.audit.all().find(({ id }) => id === params.log_id.toLowerCase())
  return entry ? { body: entryBody(entry) } : refuse('HTTP_404', { message: `No entry has the id ${params.log_id}` })
}
