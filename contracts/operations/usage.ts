import type { Operation } from './operation.ts'

/** What the plan allows and what is used. */
export const usageOperations = {
  checkUsage: {
    summary: 'Ask whether the plan still covers so many items',
    method: 'POST',
    path: '/usage/check',
    access: 'read',
    success: 200,
    body: { type: 'json', schema: 'UsageCheckRequest' },
    response: 'UsageCheckResponse',
    errors: [],
    rate: { requests: 60, windowSeconds: 60 },
    idempotent: true,
  },
  getTenantLimits: {
    summary: 'Read the limits of the plan and what is left',
    method: 'GET',
    path: '/tenant/limits',
    access: 'read',
    success: 200,
    response: 'TenantLimitsResponse',
    errors: [],
    idempotent: true,
  },
} as const satisfies Record<string, Operation>
