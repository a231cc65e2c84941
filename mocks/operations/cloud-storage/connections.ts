import type { ConnectionResponse } from '../../../contracts/generated/types.ts'
import { type Refusal, refuse } from '../../core/message.ts'
import type { ConnectionRecord } from '../../tenant/account-records.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

export const connectionBody = (connection: ConnectionRecord): ConnectionResponse => ({
  id: connection.id,
  provider: connection.provider,
  provider_email: connection.email,
  provider_display_name: connection.displayName,
  is_active: connection.isActive,
  created_at: iso(connection.createdMs),
  last_used_at: connection.lastUsedMs === null ? null : iso(connection.lastUsedMs),
})

/** A connection that stands. */
export function findConnection({ connections }: Tenant, id: string): ConnectionRecord | Refusal {
  const connection = connections.get(id.toLowerCase())
  if (connection?.isActive) return connection
  return refuse('HTTP_404', { message: `No connected drive has the id ${id}` })
}

export const noteUse = ({ connections }: Tenant, { id }: ConnectionRecord, nowMs: number) =>
  connections.update(id, (draft) => {
    draft.lastUsedMs = nowMs
  })

export const listConnections: Handler<'listConnections'> = ({ tenant, query }) => {
  const { provider, active_only: onlyActive } = query
  const found = tenant.connections
    .all()
    .filter(
      (connection) =>
        (provider === undefined || connection.provider === provider) && (!onlyActive || connection.isActive),
    )
  return { body: { connections: found.map(connectionBody), total_count: found.length } }
}

export const disconnectCloud: Handler<'disconnectCloud'> = async ({ tenant, params }) => {
  const connection = findConnection(tenant, params.connection_id)
  if ('error' in connection) return connection
  await tenant.connections.update(connection.id, (draft) => {
    draft.isActive = false
  })
  return { body: { success: true, message: 'The drive is disconnected' } }
}
