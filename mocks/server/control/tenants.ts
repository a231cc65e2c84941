import { whenReady } from '../../core/message.ts'
import { tenantName } from '../../tenant/keys.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { applyTenantPatch } from '../../tenant/tenant-patch.ts'
import { rollCycle } from '../../tenant/usage.ts'
import { jsonReply } from './json-reply.ts'
import { type ControlCall, type ControlRoute, schemaRef, withBody } from './route.ts'

/** What the control API shows of a tenant; an unlimited storage is null. */
export function describeTenant(tenant: Tenant) {
  const { name, plan, limits, limitOverrides, subscription, provider, failureShare, usage, clock } = tenant
  const nowMs = clock.now()
  rollCycle(tenant, nowMs)
  return {
    name,
    plan,
    limits: { ...limits, storageBytes: Number.isFinite(limits.storageBytes) ? limits.storageBytes : null },
    overridden: Object.keys(limitOverrides),
    subscription,
    provider,
    failureShare,
    usage: { ...usage },
    clock: new Date(nowMs).toISOString(),
    skewSeconds: clock.skewSeconds,
    cycleEnd: new Date(tenant.cycleEndMs).toISOString(),
    rateWindow: tenant.window.state(limits.requestsPerMinute, nowMs),
    records: { files: tenant.files.size, folders: tenant.folders.size },
  }
}

function withTenant(
  { core, params: { name = '' } }: Pick<ControlCall, 'core' | 'params'>,
  then: (tenant: Tenant) => ReturnType<ControlRoute['run']>,
) {
  return whenReady(core.tenants.get(name), (found) => {
    found.isInUse = true
    return then(found)
  })
}

const tenant = { $ref: schemaRef('Tenant') }

export const tenantRoutes: readonly ControlRoute[] = [
  {
    id: 'listTenants',
    method: 'GET',
    path: '/tenants',
    tenantIn: 'nowhere',
    summary: 'The tenants that exist, and those that scenario and data name.',
    success: {
      status: 200,
      description: 'Their names.',
      schema: {
        type: 'object',
        required: ['tenants'],
        properties: { tenants: { type: 'array', items: { type: tenantName.type, pattern: tenantName.pattern } } },
      },
    },
    run({ core, boundTo }) {
      const names = core.tenantNames()
      return jsonReply({ tenants: boundTo === undefined ? names : names.filter((name) => name === boundTo) })
    },
  },
  {
    id: 'getTenant',
    method: 'GET',
    path: '/tenants/{name}',
    tenantIn: 'path',
    params: 'TenantPath',
    summary: 'One tenant, made if it does not exist yet.',
    success: { status: 200, description: 'The tenant.', schema: tenant },
    run: (call) => withTenant(call, (found) => jsonReply(describeTenant(found))),
  },
  withBody({
    id: 'changeTenant',
    method: 'PATCH',
    path: '/tenants/{name}',
    tenantIn: 'path',
    params: 'TenantPath',
    summary: "Changes a tenant's plan, limits, usage, subscription or provider, or moves its clock. All or nothing.",
    body: { schema: 'TenantPatch' },
    success: { status: 200, description: 'The tenant as it is now.', schema: tenant },
    run: (call) =>
      withTenant(call, (found) => {
        applyTenantPatch(found, call.body)
        return jsonReply(describeTenant(found))
      }),
  }),
]
