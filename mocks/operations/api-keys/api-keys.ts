import type { APIKeyResponse } from '../../../contracts/generated/types.ts'
import { invalid, type Refusal, refuse } from '../../core/message.ts'
import { isScope, issueKey, prefixOf, scopes } from '../../tenant/issued-keys.ts'
import type { ApiKeyRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

/** Metadata keys that the API keeps for itself (assumed: no page lists them). */
const reservedMetadata: ReadonlySet<string> = new Set(['tenant_id', 'user_id', 'key_id'])

const isReserved = (name: string) => reservedMetadata.has(name) || name.startsWith('_')

function metadataProblem(metadata: Readonly<Record<string, unknown>> | null | undefined): Refusal | undefined {
  const reserved = Object.keys(metadata ?? {}).find(isReserved)
  return reserved === undefined ? undefined : invalid(`metadata.${reserved}`, 'Is a reserved key', 400)
}

export const createApiKey: Handler<'createApiKey'> = async ({ tenant, body, nowMs, platform }) => {
  const unknown = body.scopes.findIndex((scope) => !isScope(scope))
  if (unknown !== -1) return invalid(`scopes.${unknown}`, `Must be one of ${scopes.join(', ')}`, 400)
  const problem = metadataProblem(body.metadata)
  if (problem) return problem
  const expiresMs = body.expires_at == null ? null : Date.parse(body.expires_at)
  const record = await tenant.apiKeys.create({
    id: platform.uuid(),
    key: issueKey(tenant.name, platform.uuid().replaceAll('-', '')),
    name: body.name,
    description: body.description ?? null,
    metadata: body.metadata ?? {},
    scopes: body.scopes.length === 0 ? ['read'] : body.scopes.filter(isScope),
    createdMs: nowMs,
    expiresMs,
    revokedMs: null,
  })
  const { last_used_at: _, usage_count: __, ...shown } = keyBody(tenant, record, nowMs)
  return { body: { ...shown, api_key: record.key } }
}

function keyBody({ keyUses }: Tenant, record: ApiKeyRecord, nowMs: number): APIKeyResponse {
  const use = keyUses.get(record.id)
  return {
    id: record.id,
    name: record.name,
    description: record.description,
    key_prefix: prefixOf(record),
    created_at: iso(record.createdMs),
    last_used_at: use ? iso(use.lastMs) : null,
    expires_at: record.expiresMs === null ? null : iso(record.expiresMs),
    is_active: record.revokedMs === null && (record.expiresMs === null || nowMs < record.expiresMs),
    scopes: [...record.scopes],
    metadata: record.metadata,
    usage_count: use?.count ?? 0,
  }
}

function findKey({ apiKeys }: Tenant, id: string): ApiKeyRecord | Refusal {
  return apiKeys.get(id.toLowerCase()) ?? refuse('HTTP_404', { message: `No API key has the id ${id}` })
}

export const listApiKeys: Handler<'listApiKeys'> = ({ tenant, query, nowMs }) => {
  const { include_inactive: withInactive, limit, offset = 0 } = query
  const all = tenant.apiKeys
    .all()
    .map((record) => keyBody(tenant, record, nowMs))
    .filter(({ is_active: isActive }) => withInactive || isActive)
  return { body: { api_keys: all.slice(offset, limit && offset + limit), total: all.length } }
}

export const getApiKey: Handler<'getApiKey'> = ({ tenant, params, nowMs }) => {
  const record = findKey(tenant, params.api_key_id)
  return 'error' in record ? record : { body: keyBody(tenant, record, nowMs) }
}

export const updateApiKey: Handler<'updateApiKey'> = async ({ tenant, params, body, nowMs }) => {
  const record = findKey(tenant, params.api_key_id)
  if ('error' in record) return record
  const problem = metadataProblem(body.metadata)
  if (problem) return problem
  const updated = await tenant.apiKeys.update(record.id, (draft) => {
    if (body.name != null) draft.name = body.name
    if (body.description !== undefined) draft.description = body.description
    if (body.metadata !== undefined) draft.metadata = body.metadata ?? {}
  })
  return { body: keyBody(tenant, updated ?? record, nowMs) }
}

export const revokeApiKey: Handler<'revokeApiKey'> = async ({ tenant, params, nowMs }) => {
  const record = findKey(tenant, params.api_key_id)
  if ('error' in record) return record
  await tenant.apiKeys.update(record.id, (draft) => {
    draft.revokedMs ??= nowMs
  })
  return {}
}
