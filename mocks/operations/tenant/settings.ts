import type { TenantSettingsResponse } from '../../../contracts/generated/types.ts'
import { invalid } from '../../core/message.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { rollCycle } from '../../tenant/usage.ts'
import { iso } from '../iso.ts'
import type { Handler } from '../operation.ts'

const providers = ['google', 'openai', 'anthropic']

function settingsBody(tenant: Tenant, nowMs: number): TenantSettingsResponse {
  rollCycle(tenant, nowMs)
  const { account, limits, usage, members } = tenant
  const allCredits = [...account.creditsByDay.values()].reduce((sum, credits) => sum + credits, 0)
  return {
    id: account.id,
    name: account.name,
    owner_user_id: members.all().find(({ role }) => role === 'owner')?.id ?? null,
    created_at: iso(account.createdMs),
    updated_at: iso(account.updatedMs),
    is_active: account.closedMs === null,
    webhook_url: account.webhookUrl,
    allowed_vlm_providers: [...account.allowedProviders],
    allowed_domains: [...account.allowedDomains],
    max_monthly_credits: limits.descriptionsPerMonth,
    max_requests_per_minute: limits.requestsPerMinute,
    custom_config: account.customConfig,
    subscription_tier: tenant.plan,
    subscription_expires_at: account.subscriptionEndsMs === null ? null : iso(account.subscriptionEndsMs),
    current_month_credits: usage.descriptions,
    current_month_cost: 0,
    total_credits: allCredits,
    total_cost: 0,
    supports_overage: false,
    included_credits: limits.descriptionsPerMonth,
    overage_credits_used: 0,
    max_overage_credits: 0,
    overage_cost: 0,
  }
}

export const getTenantSettings: Handler<'getTenantSettings'> = ({ tenant, nowMs }) => ({
  body: settingsBody(tenant, nowMs),
})

export const updateTenantSettings: Handler<'updateTenantSettings'> = ({ tenant, body, nowMs }) => {
  const unknown = body.allowed_vlm_providers?.findIndex((name) => !providers.includes(name)) ?? -1
  if (unknown !== -1) return invalid(`allowed_vlm_providers.${unknown}`, `Must be one of ${providers.join(', ')}`)
  const { account } = tenant
  account.name = body.name ?? account.name
  if (body.webhook_url !== undefined) account.webhookUrl = body.webhook_url
  account.allowedProviders = body.allowed_vlm_providers ?? account.allowedProviders
  account.allowedDomains = body.allowed_domains ?? account.allowedDomains
  account.customConfig = body.custom_config ?? account.customConfig
  account.updatedMs = nowMs
  return { body: settingsBody(tenant, nowMs) }
}
