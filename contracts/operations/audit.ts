import type { Operation } from './operation.ts'

/** Who changed what. */
export const auditOperations = {
  listAuditLogs: {
    summary: 'List the entries, the latest first',
    method: 'GET',
    path: '/tenant/audit-logs',
    access: 'admin',
    success: 200,
    query: 'ListAuditLogsQuery',
    response: 'AuditLogListResponse',
    errors: [],
    idempotent: true,
  },
  getAuditLog: {
    summary: 'Read one entry',
    method: 'GET',
    path: '/tenant/audit-logs/{log_id}',
    access: 'admin',
    success: 200,
    response: 'AuditLogResponse',
    errors: ['HTTP_404'],
    idempotent: true,
  },
} as const satisfies Record<string, Operation>
