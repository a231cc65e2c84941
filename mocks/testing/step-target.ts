import type { StepTarget } from '../../fixtures/steps/run-steps.ts'
import type { TenantChange } from '../../fixtures/steps/step.ts'
import type { Core } from '../core.ts'

/** Runs steps against a server over HTTP; changes of a tenant are made in its core. */
export function stepTarget({ url, core }: { readonly url: string; readonly core: Core }): StepTarget {
  return {
    baseUrl: url,
    async send({ url: target, ...request }) {
      const response = await fetch(target, { ...request, redirect: 'manual' })
      return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
    },
    async change(name, change) {
      const tenant = await core.tenants.get(name)
      applyChange(tenant, change)
    },
  }
}

function applyChange(tenant: Awaited<ReturnType<Core['tenants']['get']>>, change: TenantChange): void {
  const { limits, clock, ...plain } = change
  Object.assign(tenant, plain)
  if (limits) tenant.limitOverrides = limits
  if (clock) tenant.clock.advance(clock.advanceMs)
}
